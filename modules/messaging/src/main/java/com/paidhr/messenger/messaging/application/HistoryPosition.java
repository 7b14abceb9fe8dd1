package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.shared.DomainException;

/**
 * Where in a conversation a page lies.
 *
 * @param anchor on which side of the seq, or around it
 * @param seq ignored at the newest end
 */
public record HistoryPosition(Anchor anchor, long seq) {
  /** The newest messages. */
  public static final HistoryPosition NEWEST = new HistoryPosition(Anchor.NEWEST, 0);

  /** How a page lies to its seq, which itself is part of it only where it lies around. */
  public enum Anchor {
    NEWEST,
    BEFORE,
    AFTER,
    AROUND
  }

  /** The form in which a cursor carries it. */
  String encoded() {
    return anchor + ":" + seq;
  }

  /** The position that a cursor carries; status 400 when it is none of ours. */
  public static HistoryPosition decode(String encoded) {
    String[] parts = encoded.split(":", 2);
    try {
      HistoryPosition position =
          new HistoryPosition(Anchor.valueOf(parts[0]), Long.parseLong(parts[1]));
      if (position.seq() >= 0 && position.seq() < Long.MAX_VALUE / 2) {
        return position;
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      // It is none of ours.
    }
    throw DomainException.badParameter("cursor", "cursor is not one that this list handed out");
  }
}
