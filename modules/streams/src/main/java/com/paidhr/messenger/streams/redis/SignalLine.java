package com.paidhr.messenger.streams.redis;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/** One connection to one server, and the channels that are listened to on it. */
final class SignalLine implements Subscription.Ear {
  /** Longer than two pokes are apart, so silence means that the server is gone. */
  static final int SILENCE_MS = 12_000;

  private static final Logger LOG = LoggerFactory.getLogger(SignalLine.class);

  private final Supplier<Connection> connections;
  private final String firstChannel;
  private final Subscription subscription;
  private final Subscription.Ear ear;
  private final Consumer<SignalLine> whenLost;
  private final Set<String> channels = new HashSet<>();
  private @Nullable Connection connection;
  private boolean isOpen;
  private boolean isOver;

  SignalLine(
      Supplier<Connection> connections,
      String firstChannel,
      Function<Subscription.Ear, Subscription> kind,
      Subscription.Ear ear,
      Consumer<SignalLine> whenLost) {
    this.connections = connections;
    this.firstChannel = firstChannel;
    this.subscription = kind.apply(this);
    this.ear = ear;
    this.whenLost = whenLost;
  }

  void start() {
    Thread.ofVirtual().name("stream-signals").start(this::listen);
  }

  private void listen() {
    try (Connection opened = connections.get()) {
      try {
        use(opened);
        subscription.run(opened, firstChannel);
      } finally {
        opened.setBroken();
      }
    } catch (JedisException e) {
      LOG.debug("A server with inboxes was lost", e);
    } catch (RuntimeException e) {
      LOG.error("Signals cannot be listened to, so streams tell at the pace of heartbeats", e);
    } finally {
      over();
      whenLost.accept(this);
    }
  }

  private synchronized void use(Connection opened) {
    connection = opened;
  }

  private synchronized void over() {
    isOver = true;
    isOpen = false;
  }

  /** Adds a channel; false when this line is lost. */
  synchronized boolean add(String channel) {
    if (!isOver && channels.add(channel) && isOpen) {
      tell(() -> subscription.add(channel));
    }
    return !isOver;
  }

  synchronized void remove(String channel) {
    if (channels.remove(channel) && isOpen && !channel.equals(firstChannel)) {
      tell(() -> subscription.remove(channel));
    }
  }

  synchronized void poke() {
    if (isOpen) {
      tell(() -> subscription.poke(firstChannel));
    }
  }

  synchronized Collection<String> channels() {
    return List.copyOf(channels);
  }

  synchronized void close() {
    isOver = true;
    Connection used = connection;
    if (used != null) {
      try {
        used.forceDisconnect();
      } catch (java.io.IOException e) {
        LOG.debug("A connection was closed already", e);
      }
    }
  }

  /** What cannot be sent is sent on the next line: the thread that listens notices the loss. */
  private void tell(Runnable command) {
    try {
      command.run();
    } catch (JedisException e) {
      close();
    }
  }

  /** The first channel again is the answer to a poke: nothing was missed. */
  @Override
  public void subscribed(String channel) {
    boolean isNews = isOpenedNow() || !channel.equals(firstChannel);
    if (isNews) {
      ear.subscribed(channel);
    }
  }

  private synchronized boolean isOpenedNow() {
    if (isOpen || isOver || connection == null) {
      return false;
    }
    isOpen = true;
    connection.setSoTimeout(SILENCE_MS);
    channels.stream()
        .filter(other -> !other.equals(firstChannel))
        .forEach(other -> tell(() -> subscription.add(other)));
    return true;
  }

  @Override
  public void unsubscribed(String channel) {
    boolean isMoved;
    synchronized (this) {
      isMoved = channels.remove(channel);
    }
    if (isMoved) {
      ear.unsubscribed(channel);
    }
  }

  @Override
  public void message(String channel, String payload) {
    ear.message(channel, payload);
  }
}
