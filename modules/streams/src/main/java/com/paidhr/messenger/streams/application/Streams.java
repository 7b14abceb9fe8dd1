package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Presence.State;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens streams and reads inboxes for those that have yet to come as far as their user's feed. */
@ApplicationScoped
public class Streams {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int PAGE = 100;

  private final InboxReader inboxes;
  private final StreamHub hub;
  private final FeedReader feeds;
  private final EntryRenderer renderer;
  private final GapNotes gaps;
  private final Events events;
  private final StreamMetrics metrics;
  private final Watchers watchers;
  private final TellPresence presence;
  private final StreamSettings settings;
  private final Clock clock;

  @Inject
  Streams(
      InboxReader inboxes,
      StreamHub hub,
      FeedReader feeds,
      EntryRenderer renderer,
      GapNotes gaps,
      Events events,
      StreamMetrics metrics,
      Watchers watchers,
      TellPresence presence,
      StreamSettings settings,
      Clock clock) {
    this.inboxes = inboxes;
    this.hub = hub;
    this.feeds = feeds;
    this.renderer = renderer;
    this.gaps = gaps;
    this.events = events;
    this.metrics = metrics;
    this.watchers = watchers;
    this.presence = presence;
    this.settings = settings;
    this.clock = clock;
  }

  /** Some events of one user and where they lead. */
  record Stretch(List<StreamEvent> events, InboxCursor next, boolean hasMore) {}

  /**
   * Lets a client in; to be closed when the client is gone.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 429 when its user has as many
   *     streams as may be, with 503 when this node has
   */
  public OpenStream admit(Visitor visitor) {
    StreamClient client = new StreamClient(visitor, settings);
    hub.admit(client);
    metrics.count(StreamMetrics.Count.OPENED);
    return new OpenStream(this, client, settings.heartbeat(), clock);
  }

  /** The first answer: {@code resumed} or {@code gap}. */
  Stretch first(UserId user, @Nullable String text) {
    if (text == null) {
      InboxCursor head = entriesOf(inboxes.open(List.of(user)).get(user)).next();
      return new Stretch(List.of(events.resumed(head)), head, false);
    }
    InboxCursor cursor = InboxCursor.parse(text).orElse(null);
    if (cursor == null) {
      InboxCursor head = entriesOf(inboxes.open(List.of(user)).get(user)).next();
      StreamEvent gap = gaps.all(user, null, new Answer.Gap(InboxReader.Reason.UNKNOWN, head));
      return new Stretch(List.of(gap), head, false);
    }
    Answer answer = inboxes.read(Map.of(user, cursor), 1).get(user);
    return answer instanceof Answer.Gap
        ? behind(user, cursor)
        : new Stretch(List.of(events.resumed(cursor)), cursor, true);
  }

  /** What stands behind a cursor, or the gap. */
  Stretch behind(UserId user, InboxCursor cursor) {
    Answer answer = inboxes.read(Map.of(user, cursor), PAGE).get(user);
    if (answer instanceof Answer.Gap gap) {
      InboxCursor head = entriesOf(inboxes.open(List.of(user)).get(user)).next();
      StreamEvent event = gaps.all(user, cursor, new Answer.Gap(gap.reason(), head));
      return new Stretch(List.of(event), head, false);
    }
    Answer.Entries entries = entriesOf(answer);
    List<StreamEvent> told = renderer.render(Map.of(user, entries)).getOrDefault(user, List.of());
    return new Stretch(told, entries.next(), entries.hasMore());
  }

  /** Lets a client that was told everything up to a cursor go along with its user's feed. */
  boolean join(StreamClient client, InboxCursor at) {
    boolean joined = hub.feed(client.user()).map(feed -> feed.join(client, at)).orElse(false);
    if (joined) {
      feeds.signalled().add(client.user());
    }
    return joined;
  }

  void leave(StreamClient client) {
    client.gone();
    hub.leave(client);
    watchers.watch(client, List.of());
    if (client.state() != State.OFFLINE) {
      presence.set(client, State.OFFLINE);
    }
  }

  /** The device says how its user is. */
  void present(StreamClient client, State state) {
    client.state(state);
    presence.set(client, state);
  }

  /** The client is told from now on how these users are. */
  void watch(StreamClient client, Collection<UserId> users) {
    watchers.watch(client, users);
    presence.look(client.user(), users).forEach(note -> client.whisper(events.presence(note)));
  }

  Events events() {
    return events;
  }

  StreamMetrics metrics() {
    return metrics;
  }

  private static Answer.Entries entriesOf(@Nullable Answer answer) {
    if (answer instanceof Answer.Entries entries) {
      return entries;
    }
    throw DomainException.unavailable("The inbox does not answer", SOON, null);
  }
}
