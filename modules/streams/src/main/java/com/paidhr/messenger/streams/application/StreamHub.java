package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected to this node. */
@ApplicationScoped
public class StreamHub {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final StreamSettings settings;
  private final Listening listening;
  private final Map<UserId, Feed> feeds = new ConcurrentHashMap<>();
  private final AtomicInteger clients = new AtomicInteger();
  private volatile boolean closed;

  @Inject
  StreamHub(StreamSettings settings, Listening listening) {
    this.settings = settings;
    this.listening = listening;
  }

  /**
   * Lets a client in.
   *
   * @throws DomainException with status 429 when its user has as many as may be, and 503 when this
   *     node has or is about to stop
   */
  void admit(StreamClient client) {
    if (closed) {
      throw DomainException.unavailable("The service is stopping", SOON, null);
    }
    if (clients.incrementAndGet() > settings.perNode()) {
      clients.decrementAndGet();
      throw DomainException.unavailable("This node has as many streams as it can", SOON, null);
    }
    feeds.compute(
        client.user(),
        (user, known) -> {
          Feed feed = known == null ? new Feed(user) : known;
          if (!feed.admit(client, settings.perUser())) {
            clients.decrementAndGet();
            throw DomainException.tooMany(
                "At most " + settings.perUser() + " streams per user at a node", SOON);
          }
          if (known == null) {
            listening.begin(user);
          }
          return feed;
        });
  }

  /** A client is gone. */
  void leave(StreamClient client) {
    feeds.computeIfPresent(
        client.user(),
        (user, feed) -> {
          boolean isEmpty = feed.remove(client);
          if (isEmpty) {
            listening.end(user);
          }
          return isEmpty ? null : feed;
        });
    clients.decrementAndGet();
  }

  Optional<Feed> feed(UserId user) {
    return Optional.ofNullable(feeds.get(user));
  }

  Collection<Feed> feeds() {
    return feeds.values();
  }

  /** How many clients are connected. */
  int size() {
    return clients.get();
  }

  /** Nobody is let in any more. */
  void close() {
    closed = true;
  }
}
