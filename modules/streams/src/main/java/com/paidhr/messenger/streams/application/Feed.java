package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One user's inbox as this node reads it, once for all clients of the user. A client that resumes
 * reads on its own until it has come as far as the feed, and then goes along with it.
 */
final class Feed {
  private final UserId user;
  private final List<StreamClient> present = new ArrayList<>(1);
  private final List<StreamClient> along = new ArrayList<>(1);
  private @Nullable InboxCursor position;

  Feed(UserId user) {
    this.user = user;
  }

  UserId user() {
    return user;
  }

  /** Lets a client be there; false when there are as many as may be. */
  synchronized boolean admit(StreamClient client, int limit) {
    return present.size() < limit && present.add(client);
  }

  /** Takes a client out; true when nobody is left. */
  synchronized boolean remove(StreamClient client) {
    present.remove(client);
    along.remove(client);
    return present.isEmpty();
  }

  /** Lets a client go along; false when it has yet to come as far as the feed. */
  synchronized boolean join(StreamClient client, InboxCursor at) {
    InboxCursor read = position;
    if (along.isEmpty() || read == null) {
      position = at;
    } else if (!read.generation().equals(at.generation()) || Entries.isAfter(read, at)) {
      return false;
    } else if (Entries.isAfter(at, read)) {
      client.joinedAt(at);
    }
    along.add(client);
    return true;
  }

  /** Where to read on; null while nobody goes along. */
  synchronized @Nullable InboxCursor position() {
    return along.isEmpty() ? null : position;
  }

  /** Hands out what was read from one place to another, unless the feed is elsewhere by now. */
  synchronized void deliver(InboxCursor from, List<StreamEvent> events, InboxCursor upTo) {
    if (from.equals(position) && !along.isEmpty()) {
      position = upTo;
      along.forEach(client -> client.deliver(events, upTo));
    }
  }

  /** Something that no inbox has. */
  synchronized void whisper(StreamEvent event) {
    along.forEach(client -> client.whisper(event));
  }

  /** All clients, those that read on their own among them. */
  void forEach(Consumer<StreamClient> action) {
    clients().forEach(action);
  }

  private synchronized List<StreamClient> clients() {
    return List.copyOf(present);
  }
}
