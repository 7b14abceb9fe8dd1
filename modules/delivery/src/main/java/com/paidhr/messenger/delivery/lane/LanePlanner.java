package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.Fate;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.network.Attempt;
import com.paidhr.messenger.delivery.network.Draw;
import com.paidhr.messenger.delivery.network.LastDraws;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far a lane gets in one turn. Messages of a lane are on their way together, so latency
 * does not limit how many arrive per second, but none arrives before its predecessor. Bandwidth
 * does limit it: the link is busy with one message after the other, from when the lane comes to it.
 */
@ApplicationScoped
public class LanePlanner {
  /** How many messages a lane gets through in one turn; then it queues again behind others. */
  static final int TURN = 200;

  /** Messages that a link sends in less than this share a turn, so fast links take few turns. */
  private static final Duration SHARED = Duration.ofMillis(10);

  private final RetrySettings policy;
  private final Worker worker;
  private final LastDraws draws;

  @Inject
  LanePlanner(RetrySettings policy, Worker worker, LastDraws draws) {
    this.policy = policy;
    this.worker = worker;
    this.draws = draws;
  }

  /** A message on the lane: who wrote it, and when it set out. */
  record Item(UserId sender, Instant acceptedAt) {}

  /**
   * Plans a turn.
   *
   * @param first the message that comes next
   * @param upTo the last message handed to the lane
   * @param held the lane's state if it is held
   * @param conditions of the network towards the recipient; empty when it is perfect
   * @param items the messages by seq; one that was accepted by a clock that is ahead of this node's
   *     was accepted just now
   */
  LanePlan plan(
      Job.Lane lane,
      long first,
      long upTo,
      @Nullable HeldLane held,
      Optional<NetworkConditions> conditions,
      LongFunction<Item> items,
      Instant now) {
    Map<Long, AttemptRecord> arrived = new LinkedHashMap<>();
    Map<Long, AttemptRecord> dead = new LinkedHashMap<>();
    Duration spent = spent(held);
    Duration transmission = conditions.map(NetworkConditions::transmission).orElse(Duration.ZERO);
    Duration busy = held != null && held.waitedWith(first) ? Duration.ZERO : transmission;
    int duplicates = 0;
    long seq = first;
    for (; seq <= upTo && seq < first + TURN; seq++) {
      Item item = items.apply(seq);
      boolean waited = held != null && held.waitedWith(seq);
      int number = held == null ? 1 : held.numberOf(seq);
      Attempt attempt =
          new Attempt(new MessageId(lane.conversation(), seq), lane.recipient(), number);
      boolean own = item.sender().equals(lane.recipient());
      Draw draw = own ? Draw.PERFECT : drawn(conditions, attempt, now);
      Instant setOut = item.acceptedAt().isBefore(now) ? item.acceptedAt() : now;
      Duration underWay = Duration.between(now, setOut.plus(draw.latency()));
      boolean linkIsBusy = !own && busy.compareTo(SHARED) >= 0;
      if (!waited && (underWay.isPositive() || linkIsBusy)) {
        Duration delay = underWay.compareTo(busy) > 0 ? underWay : busy;
        Hold hold = new Hold(lane, seq, 1, upTo, delay, spent);
        return new LanePlan(
            lane, first, delivered(first, seq, dead), arrived, duplicates, Map.of(), dead, hold);
      }
      AttemptRecord record = record(attempt, draw, now);
      if (draw.arrives()) {
        if (!dead.isEmpty()) {
          break;
        }
        arrived.put(seq, record);
        spent = Duration.ZERO;
        busy = own ? busy : busy.plus(transmission);
        duplicates += draw.duplicated() ? 1 : 0;
        continue;
      }
      switch (policy.after(number, spent, attempt.jitter())) {
        case Fate.GiveUp used -> dead.put(seq, record);
        case Fate.Retry(Duration backoff) -> {
          Duration delay = backoff.plus(latencyOfNext(conditions, attempt, now));
          return new LanePlan(
              lane,
              first,
              delivered(first, seq, dead),
              arrived,
              duplicates,
              Map.of(seq, record),
              dead,
              new Hold(lane, seq, number + 1, upTo, delay, spent.plus(backoff)));
        }
      }
    }
    Hold rest = seq > upTo ? null : new Hold(lane, seq, 0, upTo, busy, spent);
    return new LanePlan(
        lane, first, delivered(first, seq, dead), arrived, duplicates, Map.of(), dead, rest);
  }

  /** What becomes of a turn whose inbox refused it: the first message has had an attempt. */
  LanePlan refused(
      Job.Lane lane, long first, long upTo, @Nullable HeldLane held, String reason, Instant now) {
    int number = held == null ? 1 : held.numberOf(first);
    Duration spent = spent(held);
    AttemptRecord record =
        new AttemptRecord(number, now, worker.name(), "REFUSED", 0, reason, false);
    Attempt attempt =
        new Attempt(new MessageId(lane.conversation(), first), lane.recipient(), number);
    Map<Long, AttemptRecord> none = Map.of();
    Map<Long, AttemptRecord> one = Map.of(first, record);
    return switch (policy.after(number, spent, attempt.jitter())) {
      case Fate.Retry(Duration wait) ->
          new LanePlan(
              lane,
              first,
              first - 1,
              none,
              0,
              one,
              none,
              new Hold(lane, first, number + 1, upTo, wait, spent.plus(wait)));
      case Fate.GiveUp used -> {
        Duration wait = policy.backoff(number, attempt.jitter());
        Hold rest = first < upTo ? new Hold(lane, first + 1, 0, upTo, wait, spent) : null;
        yield new LanePlan(lane, first, first - 1, none, 0, none, one, rest);
      }
    };
  }

  private Duration latencyOfNext(
      Optional<NetworkConditions> conditions, Attempt failed, Instant now) {
    Attempt next = new Attempt(failed.message(), failed.recipient(), failed.number() + 1);
    return drawn(conditions, next, now).latency();
  }

  /** What became of an attempt that ends now. */
  public AttemptRecord record(Attempt attempt, Draw draw, Instant now) {
    boolean simulated = !draw.equals(Draw.PERFECT);
    if (simulated) {
      draws.note(new LastDraws.Drawn(now, attempt, draw));
    }
    return new AttemptRecord(
        attempt.number(),
        now,
        worker.name(),
        draw.verdict().name(),
        draw.latency().toNanos() / 1_000_000.0,
        draw.arrives() ? "" : draw.verdict().words(),
        simulated);
  }

  public Draw drawn(Optional<NetworkConditions> conditions, Attempt attempt, Instant now) {
    return conditions.map(network -> network.draw(attempt, now)).orElse(Draw.PERFECT);
  }

  private static long delivered(long first, long next, Map<Long, AttemptRecord> dead) {
    return dead.keySet().stream().mapToLong(seq -> seq).min().orElse(Math.max(first, next)) - 1;
  }

  private static Duration spent(@Nullable HeldLane held) {
    return held == null ? Duration.ZERO : held.spent();
  }
}
