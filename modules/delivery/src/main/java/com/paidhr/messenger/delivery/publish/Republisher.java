package com.paidhr.messenger.delivery.publish;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.guard.JobPublisher;
import com.paidhr.messenger.delivery.guard.Publication;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes messages again, partition by partition, so that a full one keeps no other waiting. */
@ApplicationScoped
class Republisher {
  private static final Logger LOG = LoggerFactory.getLogger(Republisher.class);
  private static final int AT_ONCE = 500;
  private static final Duration WHEN_TO_TRY_AGAIN = Duration.ofSeconds(5);

  private final DeliveryQueue queue;
  private final JobPublisher publisher;
  private final DeliveryMetrics metrics;

  @Inject
  Republisher(DeliveryQueue queue, JobPublisher publisher, DeliveryMetrics metrics) {
    this.queue = queue;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Publishes messages, in the order given within each partition.
   *
   * @param full partitions that are left out; those found to be full are added
   * @return the messages that were published
   * @throws DomainException with status 503 when the queue does not answer
   */
  List<MessageSummary> publish(Collection<MessageSummary> messages, Set<Integer> full) {
    Map<Integer, List<MessageSummary>> byPartition =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    message -> queue.partitionOf(message.id().conversation()),
                    TreeMap::new,
                    Collectors.toList()));
    List<MessageSummary> published = new ArrayList<>();
    byPartition.forEach((partition, some) -> {
      for (int from = 0; from < some.size() && !full.contains(partition); from += AT_ONCE) {
        List<MessageSummary> part = some.subList(from, Math.min(some.size(), from + AT_ONCE));
        if (isPublished(part)) {
          published.addAll(part);
        } else {
          full.add(partition);
        }
      }
    });
    if (!published.isEmpty()) {
      LOG.info("{} messages were published again", published.size());
    }
    return published;
  }

  private boolean isPublished(List<MessageSummary> some) {
    List<Job.Fanout> jobs = some.stream().map(message -> Job.Fanout.of(message)).toList();
    Publication result = publisher.publish(jobs);
    if (result == Publication.UNREACHABLE) {
      throw refusal("The delivery queue does not answer");
    }
    if (result == Publication.ADDED) {
      metrics.add(Count.REDRIVEN, some.size());
    }
    return result == Publication.ADDED;
  }

  /**
   * Tells that partitions were full, if any were.
   *
   * @throws DomainException with status 503
   */
  static void refuse(Set<Integer> full) {
    if (!full.isEmpty()) {
      throw refusal("The delivery queue is full");
    }
  }

  private static DomainException refusal(String detail) {
    return DomainException.unavailable(detail, WHEN_TO_TRY_AGAIN, null);
  }
}
