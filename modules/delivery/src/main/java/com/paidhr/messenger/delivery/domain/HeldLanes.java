package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lanes that wait while the others go on. Holding a lane also queues the {@link Job.Lane} that goes
 * on with it, in one step, so a held lane never waits for nothing.
 */
public interface HeldLanes {

  /** The recipients whose lanes are held in a conversation. */
  Set<UserId> in(ConversationId conversation);

  /** The state of lanes; those that are not held are left out. */
  Map<Job.Lane, HeldLane> find(Collection<Job.Lane> lanes);

  /**
   * Holds lanes that were free. One that somebody else has held meanwhile stays with the earlier of
   * the two messages, so that nobody's turn leaves out what the other waits with.
   */
  void begin(Collection<Hold> holds);

  /** Holds lanes on, whose turn this was. */
  void hold(Collection<Hold> holds);

  /**
   * Hands everything up to a message to held lanes.
   *
   * @return those of the recipients whose lanes are not held
   */
  List<UserId> extend(ConversationId conversation, Collection<UserId> recipients, long upTo);

  /**
   * Lets lanes go that have delivered up to the given message.
   *
   * @return the lanes that were handed more in the meantime and stay held, with their last message
   */
  Map<Job.Lane, Long> release(Map<Job.Lane, Long> delivered);

  /**
   * @param lane which
   * @param seq the message that it waits with
   * @param attempt the attempt that comes next; 0 when the first has yet to wait for its latency
   * @param upTo the last message that is handed to the lane; never lowered
   * @param delay when to go on
   * @param spent how long the lane has waited between failed attempts since something got through,
   *     with this wait if it is one of them
   */
  record Hold(Job.Lane lane, long seq, int attempt, long upTo, Duration delay, Duration spent) {}
}
