package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Report.Resolution;
import com.paidhr.messenger.messaging.domain.Report.State;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps reports of messages. */
public interface Reports {

  /** Stores it; false when its reporter has reported the message before. */
  boolean add(Report report);

  Optional<Report> find(String id);

  /**
   * The oldest first.
   *
   * @param state only such, or null for all
   * @param after the order to continue behind, or null to begin
   */
  List<Report> page(@Nullable State state, @Nullable String after, int limit);

  /** All that the user made, in no order, a few in memory at a time. */
  void forEachOf(UserId reporter, PersonalRecords.Taker<Report> taker) throws IOException;

  /** How many of the user's are open. */
  long countOpen(UserId reporter);

  /** Forgets how the messages began; the reports themselves stay. */
  void forgetExcerpts(Collection<MessageId> messages);

  /** Forgets what the user gave as reasons; the reports themselves stay. */
  void forgetReasons(UserId reporter);

  /** Removes one that is open. */
  void removeOpen(String id);

  /**
   * Resolves all open reports of the message by one conditional update; false when there is none,
   * so of several who decide at once one does.
   */
  boolean resolve(MessageId message, Resolution resolution);

  /** Forgets those that were resolved before then. */
  void removeResolvedBefore(Instant then);
}
