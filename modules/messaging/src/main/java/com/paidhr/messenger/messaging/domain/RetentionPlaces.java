package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the removal of old messages is, in all and in each conversation. */
public interface RetentionPlaces {

  /**
   * A node's turn at removing.
   *
   * @param last the conversation that was looked at last, or null to begin
   */
  record Turn(@Nullable ConversationId last) {}

  /**
   * How far one conversation is.
   *
   * @param upTo the last place whose message was looked at for good; 0 when none was
   * @param skipped whether messages up to there are left because their authors are held
   */
  record Swept(long upTo, boolean skipped) {
    /** Nothing was looked at. */
    public static final Swept NOTHING = new Swept(0, false);
  }

  /**
   * Takes the turn, or keeps the node's own, for so long; empty while another node has it. Two who
   * have it at once, because clocks differ, do no harm.
   */
  Optional<Turn> take(String node, Instant now, Duration time);

  /** The turn goes on behind this conversation, or at the begin where there is none. */
  void move(@Nullable ConversationId last);

  /** Ends the turn; the next one begins anew. */
  void end();

  /** Those of the conversations of which anything is known, in one round trip. */
  Map<ConversationId, Swept> of(Collection<ConversationId> conversations);

  /** The conversation is done so far. */
  void swept(ConversationId conversation, Swept swept);

  /** Begins anew where messages were skipped. */
  void forgetSkipped();
}
