package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Fate;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.lane.FanoutTurn;
import com.paidhr.messenger.delivery.lane.LaneTurn;
import com.paidhr.messenger.delivery.replay.ReplayTurn;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Trace;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does taken jobs, conversation by conversation, and acknowledges those that are done. A store that
 * does not answer ends the round: the jobs stay taken and are done again. A job that fails for any
 * other reason, such as a key of the wrong type, is done alone next time, and buried when it has
 * failed often enough.
 */
@ApplicationScoped
class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final FanoutTurn fanout;
  private final LaneTurn lanes;
  private final ReplayTurn replays;
  private final PoisonedJobs poisoned;
  private final DeliveryQueue queue;
  private final RetrySettings policy;

  @Inject
  JobRunner(
      FanoutTurn fanout,
      LaneTurn lanes,
      ReplayTurn replays,
      PoisonedJobs poisoned,
      DeliveryQueue queue,
      RetrySettings policy) {
    this.fanout = fanout;
    this.lanes = lanes;
    this.replays = replays;
    this.poisoned = poisoned;
    this.queue = queue;
    this.policy = policy;
  }

  /**
   * Does the jobs.
   *
   * @throws RuntimeException when a store does not answer; jobs not acknowledged are to be done
   *     again
   */
  void run(List<TakenJob> jobs) {
    Map<ConversationId, List<TakenJob>> byConversation = new LinkedHashMap<>();
    for (TakenJob job : jobs) {
      byConversation.computeIfAbsent(job.job().conversation(), c -> new ArrayList<>()).add(job);
    }
    for (Map.Entry<ConversationId, List<TakenJob>> group : byConversation.entrySet()) {
      runGroup(group.getKey(), group.getValue());
    }
  }

  private void runGroup(ConversationId conversation, List<TakenJob> group) {
    boolean suspicious = group.stream().anyMatch(job -> job.times() > 1);
    if (!suspicious) {
      try {
        work(conversation, group);
        queue.acknowledge(group);
        group.forEach(JobRunner::tell);
        return;
      } catch (RuntimeException e) {
        if (StoreFailures.isTransient(e)) {
          throw e;
        }
        LOG.warn("Jobs of conversation {} failed and are done one by one", conversation, e);
      }
    }
    for (TakenJob job : group) {
      traceOf(job).ifPresentOrElse(trace -> trace.work(() -> runAlone(job)), () -> runAlone(job));
    }
  }

  private static Optional<Trace> traceOf(TakenJob taken) {
    return taken.job() instanceof Job.Fanout job
        ? Optional.ofNullable(job.trace())
        : Optional.empty();
  }

  /** Tells, in the name of the request that sent it, that a message has come so far. */
  private static void tell(TakenJob taken) {
    if (LOG.isDebugEnabled()) {
      traceOf(taken)
          .ifPresent(trace ->
              trace.work(() ->
                  LOG.debug(
                      "The message of job {} was brought to its recipients or waits for them",
                      taken.job().text())));
    }
  }

  private void runAlone(TakenJob job) {
    try {
      work(job.job().conversation(), List.of(job));
      queue.acknowledge(List.of(job));
      tell(job);
    } catch (RuntimeException e) {
      settle(job, e, policy.after(e, job.times()));
    }
  }

  private void settle(TakenJob job, RuntimeException failure, Fate fate) {
    switch (fate) {
      case Fate.Wait away -> throw failure;
      case Fate.Retry later ->
          LOG.warn(
              "Job {} failed the {}. time and stays taken", job.job().text(), job.times(), failure);
      case Fate.GiveUp used -> bury(job, failure);
      case Fate.Drop lost -> {
        LOG.error("Job {} cannot be buried and is dropped", job.job().text(), failure);
        queue.acknowledge(List.of(job));
      }
    }
  }

  private void bury(TakenJob job, RuntimeException failure) {
    try {
      poisoned.bury(job, failure);
    } catch (RuntimeException e) {
      settle(job, e, policy.afterBurial(e));
      return;
    }
    queue.acknowledge(List.of(job));
  }

  private void work(ConversationId conversation, List<TakenJob> group) {
    Map<Job.Fanout, Instant> fresh = new LinkedHashMap<>();
    List<Job.Lane> due = new ArrayList<>();
    for (TakenJob taken : group) {
      switch (taken.job()) {
        case Job.Fanout job -> fresh.putIfAbsent(job, taken.queuedAt());
        case Job.Lane job -> due.add(job);
        case Job.Replay job -> replays.run(job);
      }
    }
    if (!fresh.isEmpty()) {
      fanout.run(conversation, fresh);
    }
    if (!due.isEmpty()) {
      lanes.run(conversation, due);
    }
  }
}
