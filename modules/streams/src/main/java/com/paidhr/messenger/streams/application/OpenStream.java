package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.application.ClientQueue.Next;
import com.paidhr.messenger.streams.application.StreamMetrics.Count;
import com.paidhr.messenger.streams.application.Streams.Stretch;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.Presence.State;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream, from being let in to its end. First it reads the inbox on its own, as fast
 * as the client takes it, until it has come as far as the user's feed; then it waits for what the
 * feed hands out.
 */
public final class OpenStream implements AutoCloseable {
  private static final Stretch NOTHING =
      new Stretch(List.of(), new InboxCursor("none", "0-0"), false);

  private final Streams streams;
  private final StreamClient client;
  private final Duration heartbeat;
  private final Clock clock;
  private Stretch first = NOTHING;

  OpenStream(Streams streams, StreamClient client, Duration heartbeat, Clock clock) {
    this.streams = streams;
    this.client = client;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  /** Takes events to the client. */
  @FunctionalInterface
  public interface Sink {

    /** Returns when they are written; what it throws ends the stream. */
    void write(List<StreamEvent> events);
  }

  public UserId user() {
    return client.user();
  }

  /**
   * Finds the first answer, {@code resumed} or {@code gap}; to be called once, before anything
   * else.
   *
   * @param cursor what the client gave, null to begin now
   * @throws com.paidhr.messenger.shared.DomainException with status 503 when the inbox is away
   */
  public void begin(@Nullable String cursor) {
    first = streams.first(client.user(), cursor);
  }

  /**
   * Says how the user is; a stream that never does counts for nobody's presence.
   *
   * @param state online or away
   */
  public void present(State state) {
    streams.present(client, state);
  }

  /** Tells the client from now on how these users are, and no others. */
  public void watch(Collection<UserId> users) {
    streams.watch(client, users);
  }

  /** Lets the stream end behind what waits. */
  public void end(Goodbye why) {
    client.end(why);
  }

  /**
   * Writes until the stream ends.
   *
   * @return why it ends; the client has been told
   */
  public Goodbye run(Sink sink) throws InterruptedException {
    client.writtenBy(Thread.currentThread());
    InboxCursor at = catchUp(sink);
    while (true) {
      Next next = next(heartbeat);
      List<StreamEvent> events = next.events();
      InboxCursor position = next.position();
      at = position == null ? at : position;
      if (events.isEmpty() && next.end() == null) {
        events = List.of(streams.events().heartbeat(at));
      }
      Goodbye end = next.end();
      write(sink, end == null ? events : withGoodbye(events, end));
      if (end != null) {
        streams.metrics().closed(end);
        return end;
      }
    }
  }

  /** What the client is to be told next. The end of its token ends the stream. */
  private Next next(Duration longest) throws InterruptedException {
    Duration left = untilTokenEnds().plusMillis(1);
    Next next = client.queue().next(left.compareTo(longest) < 0 ? left : longest);
    if (untilTokenEnds().isPositive()) {
      return next;
    }
    client.end(Goodbye.SIGN_IN_AGAIN);
    return next.events().isEmpty() ? client.queue().next(Duration.ZERO) : next;
  }

  private Duration untilTokenEnds() {
    return Duration.between(clock.instant(), client.visitor().expiresAt());
  }

  /** Until the client goes along with the feed. */
  private InboxCursor catchUp(Sink sink) {
    write(sink, first.events());
    InboxCursor at = first.next();
    boolean hasMore = first.hasMore();
    while (!client.queue().isEnding() && (hasMore || !streams.join(client, at))) {
      Stretch stretch = behind(at);
      write(sink, stretch.events());
      at = stretch.next();
      hasMore = stretch.hasMore();
    }
    return at;
  }

  /** A store that is away ends the stream, to be resumed where it is. */
  private Stretch behind(InboxCursor at) {
    try {
      return streams.behind(client.user(), at);
    } catch (RuntimeException e) {
      client.end(Goodbye.TRY_LATER);
      return new Stretch(List.of(), at, false);
    }
  }

  private List<StreamEvent> withGoodbye(List<StreamEvent> events, Goodbye why) {
    List<StreamEvent> all = new ArrayList<>(events);
    all.add(streams.events().goodbye(why));
    return all;
  }

  private void write(Sink sink, List<StreamEvent> events) {
    if (!events.isEmpty()) {
      sink.write(events);
      streams.metrics().count(Count.EVENTS, events.size());
    }
  }

  /**
   * Some events, waited for no longer than a time. What {@code resumed} says goes without saying,
   * except for one who begins.
   */
  public Collected collect(Duration wait) throws InterruptedException {
    InboxCursor at = first.next();
    if (!first.hasMore()) {
      return collected(first.events(), at);
    }
    do {
      Stretch stretch = streams.behind(client.user(), at);
      if (!stretch.events().isEmpty() || wait.isZero()) {
        return collected(stretch.events(), stretch.next());
      }
      at = stretch.next();
    } while (!streams.join(client, at));
    Next next = next(wait);
    InboxCursor position = next.position();
    Goodbye end = next.end();
    return collected(
        end == null ? next.events() : withGoodbye(next.events(), end),
        position == null ? at : position);
  }

  private Collected collected(List<StreamEvent> events, InboxCursor cursor) {
    streams.metrics().count(Count.EVENTS, events.size());
    return new Collected(events, cursor.text());
  }

  @Override
  public void close() {
    streams.leave(client);
  }
}
