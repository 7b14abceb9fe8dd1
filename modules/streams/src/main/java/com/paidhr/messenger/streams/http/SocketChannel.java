package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.Presence.State;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.http.SocketCommands.Spoken;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket. The server's thread reads commands; a thread of its own writes events,
 * and begins when the client has said {@code hello}.
 */
final class SocketChannel implements WsListener, OpenStream.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(SocketChannel.class);
  private static final Duration COMMAND_GAIN = Duration.ofMillis(50);
  private static final Duration HELLO = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int COMMANDS = 40;
  private static final int POLICY = 1008;
  private static final int TOO_BIG = 1009;

  private final OpenStream stream;
  private final SocketCommands commands;
  private final Duration heartbeat;
  private final long pingAfter;
  private final int longest;
  private final ReentrantLock writing = new ReentrantLock();
  private final StringBuilder unfinished = new StringBuilder();
  private final Allowance allowance = new Allowance(COMMANDS, COMMAND_GAIN);
  private volatile @Nullable WsSession session;
  private volatile @Nullable Thread writer;
  private volatile long heardAt = System.nanoTime();
  private volatile long pingedAt = System.nanoTime();
  private boolean isClosed;

  /**
   * @param heartbeat after three of them without a sign of life the client is gone; a ping, which
   *     costs as much again, goes with every other one
   * @param longest characters of a command
   */
  SocketChannel(OpenStream stream, SocketCommands commands, Duration heartbeat, int longest) {
    this.stream = stream;
    this.commands = commands;
    this.heartbeat = heartbeat;
    this.pingAfter = heartbeat.toNanos() * 3 / 2;
    this.longest = longest;
  }

  @Override
  public void onOpen(WsSession opened) {
    session = opened;
    Thread.ofVirtual().name("stream-hello").start(this::awaitHello);
  }

  private void awaitHello() {
    if (hasSlept(HELLO) && writer == null) {
      close(POLICY, "Say hello first");
    }
  }

  private static boolean hasSlept(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void onMessage(WsSession from, String text, boolean last) {
    heardAt = System.nanoTime();
    if (isClosed()) {
      return;
    }
    if (unfinished.length() + text.length() > longest) {
      close(TOO_BIG, "A command is too large");
      return;
    }
    unfinished.append(text);
    if (last) {
      String whole = unfinished.toString();
      unfinished.setLength(0);
      unfinished.trimToSize();
      hear(whole);
    }
  }

  @Override
  public void onMessage(WsSession from, BufferData bytes, boolean last) {
    close(1003, "Commands are text");
  }

  private void hear(String text) {
    Spoken command;
    try {
      command = commands.parse(text);
    } catch (RuntimeException e) {
      send(commands.refusal(null, e));
      return;
    }
    if (!allowance.take()) {
      send(
          commands.refusal(
              command.id(), DomainException.tooMany("Too many commands", Duration.ofSeconds(1))));
    } else if (command.type().equals("hello")) {
      hello(command);
    } else if (writer == null) {
      close(POLICY, "Say hello first");
    } else {
      send(commands.answer(command, stream));
    }
  }

  private void hello(Spoken command) {
    if (writer != null) {
      send(commands.refusal(command.id(), DomainException.conflict("The stream has begun")));
      return;
    }
    String cursor = command.fields().path("cursor").asText("");
    try {
      stream.begin(cursor.isBlank() ? null : cursor);
      stream.present(State.ONLINE);
    } catch (RuntimeException e) {
      send(commands.refusal(command.id(), e));
      close(Goodbye.TRY_LATER.closeCode(), Goodbye.TRY_LATER.reason());
      return;
    }
    writer = Thread.ofVirtual().name("stream-socket").start(this::run);
  }

  private void run() {
    Goodbye why = Goodbye.DONE;
    try {
      why = stream.run(this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = Goodbye.TOO_SLOW;
    } catch (UncheckedIOException | CloseConnectionException e) {
      LOG.trace("A client is gone", e);
    } finally {
      close(why.closeCode(), why.reason());
    }
  }

  @Override
  public void write(List<StreamEvent> events) {
    long now = System.nanoTime();
    if (now - heardAt > 3 * heartbeat.toNanos()) {
      stream.end(Goodbye.DONE);
    }
    writing.lock();
    try {
      for (StreamEvent event : events) {
        sendText(event.json());
      }
      WsSession open = session;
      if (open != null && !isClosed && now - pingedAt > pingAfter) {
        pingedAt = now;
        open.ping(BufferData.empty());
      }
    } finally {
      writing.unlock();
    }
  }

  private void send(byte[] json) {
    writing.lock();
    try {
      sendText(json);
    } finally {
      writing.unlock();
    }
  }

  private void sendText(byte[] json) {
    WsSession open = session;
    if (open != null && !isClosed) {
      open.send(new String(json, StandardCharsets.UTF_8), true);
    }
  }

  /** Says why it ends; the client then closes the connection, or it is cut off. */
  private void close(int code, String reason) {
    writing.lock();
    try {
      WsSession open = session;
      if (open != null && !isClosed) {
        isClosed = true;
        open.close(code, reason);
        Thread.ofVirtual().name("stream-end").start(this::cutOff);
      }
    } catch (RuntimeException e) {
      LOG.trace("A client is gone", e);
    } finally {
      writing.unlock();
    }
    stream.end(Goodbye.DONE);
  }

  /** One that was told to go has a while to do so. */
  private void cutOff() {
    if (hasSlept(PATIENCE) && session instanceof ServerConnection connection) {
      connection.close(true);
    }
  }

  private boolean isClosed() {
    writing.lock();
    try {
      return isClosed;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void onPing(WsSession from, BufferData payload) {
    heardAt = System.nanoTime();
    writing.lock();
    try {
      if (!isClosed) {
        from.pong(payload);
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void onPong(WsSession from, BufferData payload) {
    heardAt = System.nanoTime();
  }

  /** The connection is over, for whatever reason. */
  void gone() {
    writing.lock();
    try {
      isClosed = true;
    } finally {
      writing.unlock();
    }
    stream.end(Goodbye.DONE);
    Thread writes = writer;
    if (writes != null) {
      writes.interrupt();
    }
    stream.close();
  }
}
