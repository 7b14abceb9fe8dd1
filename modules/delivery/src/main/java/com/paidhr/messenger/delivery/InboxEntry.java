package com.paidhr.messenger.delivery;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.UserId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a user's inbox: that something happened, never what it says. What a client is shown
 * is read when it is shown, through the one visibility rule. An entry may come again, as itself.
 *
 * @param id the entry's place in the inbox; entries are ordered by it
 * @param type what happened
 * @param conversation where
 * @param seq the message concerned; of a gap the first one, of a read mark the last one; 0 where no
 *     message is concerned
 * @param upTo the last message of a gap, else {@code seq}
 * @param version the version of what changed, which grows with each change of it; of a read mark
 *     that names nobody how many have read the message; 0 where it has none
 * @param who the user whom it is about: who is out; null where it is about nobody
 * @param readings of a read mark who read what, all of a moment together; empty where nobody may be
 *     named
 */
public record InboxEntry(
    String id,
    Type type,
    ConversationId conversation,
    long seq,
    long upTo,
    long version,
    @Nullable UserId who,
    List<Reading> readings) {

  /** Keeps its own copy of the readings. */
  public InboxEntry {
    readings = List.copyOf(readings);
  }

  /** An entry that is no read mark with names. */
  public InboxEntry(
      String id,
      Type type,
      ConversationId conversation,
      long seq,
      long upTo,
      long version,
      @Nullable UserId who) {
    this(id, type, conversation, seq, upTo, version, who, List.of());
  }

  /**
   * That somebody read.
   *
   * @param seq a message that was read
   * @param through up to which all was read; 0 for nothing
   */
  public record Reading(UserId who, long seq, long through) {

    /** Readings as they are written in the field {@code r}. */
    public static String write(List<Reading> readings) {
      return readings.stream()
          .map(one -> one.who + ":" + one.seq + ":" + one.through)
          .collect(Collectors.joining(" "));
    }

    private static List<Reading> parse(@Nullable String text) {
      return text == null
          ? List.of()
          : Arrays.stream(text.split(" ", -1)).map(Reading::parseOne).toList();
    }

    private static Reading parseOne(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 3) {
        throw new NumberFormatException(text);
      }
      return new Reading(new UserId(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
  }

  /** What an entry tells, and how it is written. */
  public enum Type {
    /** A message came to the user. */
    MESSAGE("message.created"),
    /** Messages from {@code seq} to {@code upTo} are to be fetched from the history. */
    GAP("gap"),
    /** The text of a message changed. */
    EDITED("edited"),
    /** A message was deleted. */
    DELETED("deleted"),
    /** The reactions to a message changed. */
    REACTION("reaction"),
    /** A message was pinned or unpinned. */
    PINNED("pinned"),
    /** The status of the user's own message changed. */
    STATUS("status"),
    /** Members have read; without their names {@code version} have read {@code seq}. */
    READ("read"),
    /** Settings of a conversation changed. */
    CONVERSATION("conversation"),
    /** The user, {@code who}, is out of a conversation; {@code version} is the seq that says so. */
    LEFT("left"),
    /** The conversation is new to the user. */
    CREATED("created");

    private static final Map<String, Type> BY_NAME =
        Arrays.stream(values()).collect(Collectors.toMap(type -> type.text, Function.identity()));

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As it is written in the field {@code t}. */
    public String text() {
      return text;
    }
  }

  /**
   * The entry with these fields; empty when it is not one of this form, such as one that a newer
   * node wrote.
   */
  public static Optional<InboxEntry> of(String id, Map<String, String> fields) {
    Type type = Type.BY_NAME.get(fields.getOrDefault("t", ""));
    String conversation = fields.get("c");
    if (type == null || conversation == null) {
      return Optional.empty();
    }
    try {
      long seq = number(fields, "s", 0);
      String who = fields.get("w");
      return Optional.of(
          new InboxEntry(
              id,
              type,
              new ConversationId(conversation),
              seq,
              number(fields, "u", seq),
              number(fields, "v", 0),
              who == null ? null : new UserId(who),
              Reading.parse(fields.get("r"))));
    } catch (InvalidIdException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The fields as they are written; those that say nothing are left out. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("t", type.text);
    fields.put("c", conversation.value());
    if (seq > 0) {
      fields.put("s", Long.toString(seq));
    }
    if (upTo != seq) {
      fields.put("u", Long.toString(upTo));
    }
    if (version > 0) {
      fields.put("v", Long.toString(version));
    }
    if (who != null) {
      fields.put("w", who.value());
    }
    if (!readings.isEmpty()) {
      fields.put("r", Reading.write(readings));
    }
    return fields;
  }

  private static long number(Map<String, String> fields, String name, long absent) {
    String value = fields.get(name);
    return value == null ? absent : Long.parseLong(value);
  }
}
