package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Schedule.Refusal;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are to be sent later. Each change is one atomic update of one document that names
 * the states it may start from, so of two who race one loses.
 */
public interface Schedules {

  /** Where a list of schedules goes on. */
  record Position(Instant sendAt, String id) {}

  /**
   * Adds a schedule in one of its author's slots. Slots bound how many an author may have open:
   * each is taken once at a time, and the insert takes it.
   *
   * @return whether it was added; false when its id or the slot is taken
   */
  boolean add(Schedule schedule, int slot);

  /** The author's slots that are taken, none below 0. */
  Set<Integer> takenSlots(UserId sender);

  Optional<Schedule> find(String id);

  /** The author's schedules in these states by time, behind a position or from the start. */
  List<Brief<Schedule>> of(
      UserId sender, Collection<State> states, @Nullable Position after, int limit);

  /** All of the author's in no order, whole, a few in memory at a time. */
  void forEachOf(UserId sender, PersonalRecords.Taker<Schedule> taker) throws IOException;

  /** The schedules with these ids, whole. Bodies may be long: ask for few. */
  List<Schedule> findAll(Collection<String> ids);

  /**
   * Those that wait although their time has come, the earliest first, then the first scheduled.
   *
   * @param since looks only at times from the hour before this one on; null looks at all
   */
  List<Schedule> due(@Nullable Instant since, Instant now, int limit);

  /** Those that a node began to send before the time and that are not done, in the same order. */
  List<Schedule> stuck(Instant claimedBefore, int limit);

  /** What is sent in order: the messages of one author into one conversation. */
  record Line(UserId sender, ConversationId conversation) {
    public static Line of(Schedule schedule) {
      return new Line(schedule.sender(), schedule.conversation());
    }
  }

  /** The lines of which a node began to send one that is not done; reads no bodies. */
  Set<Line> sending(int limit);

  /** Begins to send it, if it is as it was read; false when somebody else was faster. */
  boolean claim(Schedule schedule, Instant now);

  /** It is a message now. Its content goes: the message has it. */
  void sent(String id, MessageId message);

  /** It was refused, unless it was sent. */
  void dropped(String id, Refusal refusal);

  /** Takes back all of the user's that are not being sent, and removes their content. */
  void cancelAllOf(UserId sender);

  /** Takes it back and removes its content; false when it is too late. */
  boolean cancel(String id);
}
