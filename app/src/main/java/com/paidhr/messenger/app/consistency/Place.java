package com.paidhr.messenger.app.consistency;

import org.jspecify.annotations.Nullable;

/**
 * How far a walk through the store has come.
 *
 * @param part which part of the store
 * @param id the conversation that is looked at, else the last thing that was; empty at the start
 * @param seq the first place of it that was not looked at; -1 where all of it was
 * @param reader the last reader at this place whose receipts were looked at; empty at the start
 */
public record Place(Part part, String id, long seq, String reader) {
  /** Everything of the present conversation was looked at. */
  public static final long DONE_WITH_IT = -1;

  /** Where a walk begins. */
  public static final Place START = new Place(Part.CONVERSATIONS, "", DONE_WITH_IT, "");

  /** The parts of the store, in the order of a walk. */
  public enum Part {
    CONVERSATIONS,
    LETTERS,
    FILES
  }

  /** The beginning of one conversation. */
  public static Place beginning(String conversation) {
    return new Place(Part.CONVERSATIONS, conversation, 0, "");
  }

  /** The beginning of another part. */
  public static Place beginning(Part part) {
    return new Place(part, "", DONE_WITH_IT, "");
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return part + " " + seq + " " + id + " " + reader;
  }

  /**
   * @throws IllegalArgumentException when the text is none of {@link #text}
   */
  public static Place parse(@Nullable String text) {
    String[] words = text == null ? new String[0] : text.split(" ", 4);
    if (words.length != 4) {
      throw new IllegalArgumentException("No place: " + text);
    }
    long seq = Long.parseLong(words[1]);
    if (seq < DONE_WITH_IT || seq > Long.MAX_VALUE / 2) {
      throw new IllegalArgumentException("No seq: " + seq);
    }
    return new Place(Part.valueOf(words[0]), words[2], seq, words[3]);
  }
}
