package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** The order of an inbox's entries. */
final class Entries {
  private Entries() {}

  /** Whether the first stands behind the second in the same life of an inbox. */
  static boolean isAfter(InboxCursor first, InboxCursor second) {
    long[] one = numbers(first.entry());
    long[] other = numbers(second.entry());
    return one[0] != other[0] ? one[0] > other[0] : one[1] > other[1];
  }

  /** When the entry was made, in ms, by the clock of its Redis. */
  static long millis(InboxCursor cursor) {
    return numbers(cursor.entry())[0];
  }

  /** The events behind a cursor; those that move nothing go with the next that does. */
  static List<StreamEvent> behind(List<StreamEvent> events, InboxCursor cursor) {
    List<StreamEvent> rest = new ArrayList<>();
    for (StreamEvent event : events) {
      rest.add(event);
      if (event.cursor() != null && !isAfter(event.cursor(), cursor)) {
        rest.clear();
      }
    }
    return rest;
  }

  private static long[] numbers(String entry) {
    int dash = entry.indexOf('-');
    return new long[] {
      Long.parseLong(entry.substring(0, dash)), Long.parseLong(entry.substring(dash + 1))
    };
  }
}
