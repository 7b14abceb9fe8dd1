package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.TypingNote;
import com.paidhr.messenger.streams.application.PresenceBoard.Device;
import com.paidhr.messenger.streams.domain.Presence.State;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps streams going while the application runs. */
@ApplicationScoped
public class StreamLife implements SignalSource.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(StreamLife.class);
  private static final long CONFIRM_S = 30;

  private static final long TYPING_MS = 6_000;

  private final FeedReader reader;
  private final SignalSource signals;
  private final StreamHub hub;
  private final Rights rights;
  private final Watchers watchers;
  private final TellPresence presence;
  private final Events events;
  private final StreamMetrics metrics;
  private final OtherReaders others;
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Inject
  StreamLife(
      FeedReader reader,
      SignalSource signals,
      StreamHub hub,
      Rights rights,
      Watchers watchers,
      TellPresence presence,
      Events events,
      StreamMetrics metrics,
      OtherReaders others) {
    this.reader = reader;
    this.signals = signals;
    this.hub = hub;
    this.rights = rights;
    this.watchers = watchers;
    this.presence = presence;
    this.events = events;
    this.metrics = metrics;
    this.others = others;
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    metrics.show(hub::size);
    signals.start(this);
    Thread.ofPlatform().daemon().name("stream-reader").start(this::read);
    Thread.ofVirtual().name("stream-presence").start(this::confirm);
  }

  private void read() {
    while (stopped.getCount() > 0) {
      try {
        reader.round();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("A round of reading inboxes failed", e);
      }
    }
  }

  private void confirm() {
    try {
      while (!stopped.await(CONFIRM_S, TimeUnit.SECONDS)) {
        presence.confirm(devices());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Device> devices() {
    List<Device> present = new ArrayList<>();
    hub.feeds()
        .forEach(feed ->
            feed.forEach(client -> {
              if (client.state() != State.OFFLINE) {
                present.add(new Device(client.user(), client.device(), client.state()));
              }
            }));
    return present;
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    hub.close();
    stopped.countDown();
    signals.stop();
  }

  @Override
  public void signalled(UserId user, String payload) {
    if (payload.isEmpty()) {
      reader.signalled().add(user);
      others.wake(user);
      return;
    }
    Heard.parse(payload).ifPresent(heard -> hear(user, heard));
  }

  private void hear(UserId user, Heard heard) {
    switch (heard) {
      case Heard.Typing typing ->
          hub.feed(user)
              .ifPresent(feed ->
                  feed.whisper(
                      events.typing(
                          new TypingNote(typing.conversation(), typing.who(), TYPING_MS))));
      case Heard.Came came ->
          watchers.tell(user, events.presence(TellPresence.note(user, came.presence())));
      case Heard.Revoked revoked -> rights.end(user, revoked);
    }
  }

  @Override
  public void listening(Collection<UserId> users) {
    reader.missed(users);
    users.forEach(others::wake);
  }
}
