package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.webhooks.domain.Webhook;

/**
 * Names events for receivers: the same name at each attempt, also after a restart, and no full
 * stop, which separates what is signed.
 */
final class EventIds {
  private EventIds() {}

  /** The id of an event that is read behind a cursor. */
  static String of(Webhook webhook, InboxCursor cursor, UserEvent event) {
    InboxEntry entry = event.entry();
    String place = entry == null ? "behind " + cursor : cursor.at(entry.id()).text();
    return of(webhook.id() + " " + event.type() + " " + place);
  }

  static String of(String text) {
    return "evt_" + Digest.of(text);
  }
}
