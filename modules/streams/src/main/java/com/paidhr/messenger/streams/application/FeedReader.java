package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop of a node that reads inboxes: those of all users who were signalled, in one round
 * trip per Redis server. A signal that was lost is made up for at the pace of the heartbeats. While
 * a store is away nothing is skipped: the same is read again.
 */
@ApplicationScoped
public class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final int USERS = 1_000;
  private static final int ENTRIES = 100;
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration BACKOFF = Duration.ofMillis(300);

  private final InboxReader inboxes;
  private final StreamHub hub;
  private final EntryRenderer renderer;
  private final GapNotes gaps;
  private final Rights rights;
  private final StreamSettings settings;
  private final SignalledUsers signalled = new SignalledUsers();
  private final Doubts unsure = new Doubts();
  private long lookedAt = System.nanoTime();
  private boolean isAway;

  @Inject
  FeedReader(
      InboxReader inboxes,
      StreamHub hub,
      EntryRenderer renderer,
      GapNotes gaps,
      Rights rights,
      StreamSettings settings) {
    this.inboxes = inboxes;
    this.hub = hub;
    this.renderer = renderer;
    this.gaps = gaps;
    this.rights = rights;
    this.settings = settings;
  }

  SignalledUsers signalled() {
    return signalled;
  }

  /** One round: waits for signals, reads, shows. */
  void round() throws InterruptedException {
    List<UserId> users = signalled.take(USERS, TICK);
    lookNowAndThen();
    if (!users.isEmpty() && !isRead(users)) {
      Thread.sleep(BACKOFF);
    }
  }

  private boolean isRead(List<UserId> users) {
    try {
      isAway = !read(users);
    } catch (RuntimeException e) {
      if (!isAway) {
        LOG.warn("Streams wait, since a store does not answer: {}", e.toString());
      }
      signalled.addAll(users);
      isAway = true;
    }
    return !isAway;
  }

  private void lookNowAndThen() {
    if (System.nanoTime() - lookedAt >= settings.heartbeat().toNanos()) {
      lookedAt = System.nanoTime();
      missed(hub.feeds().stream().map(Feed::user).toList());
    }
  }

  /** Anything may have happened to these users: their tokens are looked at, and their inboxes. */
  void missed(Collection<UserId> users) {
    unsure.add(users);
    signalled.addAll(users);
  }

  /** False when some server did not answer. */
  private boolean read(List<UserId> users) {
    Map<UserId, InboxCursor> cursors = new LinkedHashMap<>();
    for (UserId user : users) {
      unsure.settle(user, rights::verify);
      hub.feed(user).map(Feed::position).ifPresent(position -> cursors.put(user, position));
    }
    if (cursors.isEmpty()) {
      return true;
    }
    Map<UserId, Answer> answers = inboxes.read(cursors, ENTRIES);
    Map<UserId, Answer.Entries> found = new LinkedHashMap<>();
    Map<UserId, Answer.Gap> missing = new HashMap<>();
    boolean allAnswered = true;
    for (Map.Entry<UserId, Answer> one : answers.entrySet()) {
      switch (one.getValue()) {
        case Answer.Entries entries -> found.put(one.getKey(), entries);
        case Answer.Gap gap -> missing.put(one.getKey(), gap);
        case Answer.Refused refused ->
            LOG.warn("The inbox of {} cannot be read: {}", one.getKey(), refused.reason());
        case Answer.Away _ -> {
          allAnswered = false;
          signalled.add(one.getKey());
        }
      }
    }
    deliver(cursors, found);
    missing.forEach((user, gap) -> tellOfGap(user, cursors, gap));
    return allAnswered;
  }

  private void deliver(Map<UserId, InboxCursor> cursors, Map<UserId, Answer.Entries> found) {
    Map<UserId, List<StreamEvent>> rendered = renderer.render(found);
    found.forEach((user, answer) -> {
      List<StreamEvent> events = rendered.getOrDefault(user, List.of());
      handOut(user, cursors, events, answer.next());
      if (answer.hasMore()) {
        signalled.add(user);
      }
    });
  }

  private void tellOfGap(UserId user, Map<UserId, InboxCursor> cursors, Answer.Gap gap) {
    StreamEvent event = gaps.all(user, cursors.get(user), gap);
    handOut(user, cursors, List.of(event), gap.head());
  }

  private void handOut(
      UserId user, Map<UserId, InboxCursor> cursors, List<StreamEvent> events, InboxCursor upTo) {
    InboxCursor from = cursors.get(user);
    if (from != null) {
      hub.feed(user).ifPresent(feed -> feed.deliver(from, events, upTo));
    }
  }
}
