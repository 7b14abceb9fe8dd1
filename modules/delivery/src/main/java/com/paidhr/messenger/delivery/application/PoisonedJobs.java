package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that fail whenever they are done, for a reason of their own. */
@ApplicationScoped
public class PoisonedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(PoisonedJobs.class);

  private final DeadLetters letters;
  private final HeldLanes held;
  private final Messages messages;
  private final MessageStatuses statuses;
  private final DeliveryMetrics metrics;
  private final Worker worker;
  private final Clock clock;

  @Inject
  PoisonedJobs(
      DeadLetters letters,
      HeldLanes held,
      Messages messages,
      MessageStatuses statuses,
      DeliveryMetrics metrics,
      Worker worker,
      Clock clock) {
    this.letters = letters;
    this.held = held;
    this.messages = messages;
    this.statuses = statuses;
    this.metrics = metrics;
    this.worker = worker;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected PoisonedJobs() {
    this(null, null, null, null, null, null, null);
  }

  /** Writes a dead letter for the job, and marks its message as failed. */
  void bury(TakenJob taken, RuntimeException failure) {
    LOG.error("Job {} is poison and is buried", taken.job().text(), failure);
    switch (taken.job()) {
      case Job.Fanout job -> write(job.message(), null, taken, failure);
      case Job.Replay job -> write(job.message(), job.recipient(), taken, failure);
      case Job.Lane job -> {
        HeldLane state = held.find(Set.of(job)).get(job);
        if (state != null) {
          write(new MessageId(job.conversation(), state.seq()), job.recipient(), taken, failure);
          held.release(Map.of(job, Long.MAX_VALUE));
        }
      }
    }
  }

  private void write(
      MessageId message, @Nullable UserId recipient, TakenJob taken, RuntimeException failure) {
    Instant now = clock.instant();
    String error = String.valueOf(failure.getMessage());
    AttemptRecord last =
        new AttemptRecord((int) taken.times(), now, worker.name(), "ERROR", 0, error, false);
    letters.put(
        List.of(
            new DeadLetter(
                DeadLetter.idOf(message, recipient),
                message,
                recipient,
                fingerprint(failure),
                error,
                false,
                List.of(last),
                now,
                false)));
    messages
        .find(message)
        .map(MessageSummary::counts)
        .ifPresent(counts ->
            statuses.apply(List.of(new StatusChange(message, MessageStatus.FAILED, counts))));
    metrics.add(Count.DEAD, 1);
  }

  /** Equal for failures of the same kind at the same place. */
  static String fingerprint(RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place =
        trace.length == 0
            ? ""
            : "@"
                + trace[0].getClassName().replaceAll(".*\\.", "")
                + "."
                + trace[0].getMethodName();
    return "job." + failure.getClass().getSimpleName() + place;
  }
}
