package com.paidhr.messenger.delivery.control;

import com.paidhr.messenger.delivery.domain.DelayedJobs;
import com.paidhr.messenger.delivery.domain.DelayedJobs.Delayed;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what waits for its time, and what it waits with. */
@ApplicationScoped
public class ListDelayed {
  private final DelayedJobs jobs;
  private final HeldLanes lanes;
  private final Network network;

  @Inject
  ListDelayed(DelayedJobs jobs, HeldLanes lanes, Network network) {
    this.jobs = jobs;
    this.lanes = lanes;
    this.network = network;
  }

  /**
   * A job that waits.
   *
   * @param lane what the lane waits with, if it is one and has not gone on meanwhile
   * @param simulated whether a network profile is in force towards its recipient
   */
  public record Waiting(Delayed delayed, @Nullable HeldLane lane, boolean simulated) {}

  /** Up to one item more than the page has, soonest first; 503 when the queue does not answer. */
  public List<Waiting> list(PageRequest page) {
    Optional<DelayedJobs.Place> after = page.after(DelayedJobs.Place::parse);
    return QueueControl.reached(() -> {
      List<Delayed> found = jobs.list(after, page.limit() + 1);
      Map<Job.Lane, HeldLane> held = lanes.find(found.stream().flatMap(ListDelayed::lane).toList());
      return found.stream().map(delayed -> waiting(delayed, held)).toList();
    });
  }

  private Waiting waiting(Delayed delayed, Map<Job.Lane, HeldLane> held) {
    HeldLane lane = lane(delayed).map(held::get).findFirst().orElse(null);
    return new Waiting(delayed, lane, delayed.job().filter(job -> isSimulated(job)).isPresent());
  }

  private boolean isSimulated(Job job) {
    UserId recipient =
        switch (job) {
          case Job.Lane lane -> lane.recipient();
          case Job.Replay replay -> replay.recipient();
          case Job.Fanout fanout -> null;
        };
    return recipient != null && network.towards(job.conversation()).towards(recipient).isPresent();
  }

  private static Stream<Job.Lane> lane(Delayed delayed) {
    return delayed.job().stream().filter(Job.Lane.class::isInstance).map(Job.Lane.class::cast);
  }
}
