package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who did what with the delivery. Entries lie beside those of conversations and never change. */
public interface AuditLog {

  /** Adds entries in one write with the time of now. */
  void note(List<Entry> entries);

  /** Adds an entry with the time of now. */
  default void note(Entry entry) {
    note(List.of(entry));
  }

  /**
   * @param action what was done, for instance {@code queue.paused}
   * @param conversation which one it concerns, or null
   * @param target the user it concerns, or null
   * @param facts more about it
   */
  record Entry(
      UserId actor,
      String action,
      @Nullable ConversationId conversation,
      @Nullable UserId target,
      Map<String, String> facts) {

    /** Something done with the queue as a whole. */
    public static Entry of(UserId actor, String action, Map<String, String> facts) {
      return new Entry(actor, action, null, null, facts);
    }

    /** Something done with a dead letter. */
    public static Entry of(
        UserId actor, String action, DeadLetter letter, Map<String, String> facts) {
      Map<String, String> all = new TreeMap<>(facts);
      all.put("deadLetterId", letter.id());
      all.put("cause", letter.cause());
      return new Entry(actor, action, letter.message().conversation(), letter.recipient(), all);
    }
  }
}
