package com.paidhr.messenger.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * A network between a client and a server on this machine that can be slow, silent or broken. It
 * passes everything on until told otherwise.
 */
public final class TcpProxy implements AutoCloseable {

  private enum Mode {
    PASS,
    HOLD,
    REFUSE
  }

  private final IntSupplier target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Mode mode = Mode.PASS;
  private volatile Duration latency = Duration.ZERO;

  private TcpProxy(IntSupplier target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  /** A proxy in front of a server on the loopback interface. */
  public static TcpProxy to(int port) {
    return to(() -> port);
  }

  /** A proxy in front of a server whose port may change, as a restart changes it. */
  public static TcpProxy to(IntSupplier port) {
    try {
      return new TcpProxy(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Port for the client. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Passes everything on at once. */
  public void heal() {
    latency = Duration.ZERO;
    change(Mode.PASS);
  }

  /** Delays each packet by {@code delay} in each direction. */
  public void delayBy(Duration delay) {
    latency = delay;
  }

  /** Swallows nothing and passes nothing on: both sides wait, as behind a dead switch. */
  public void hold() {
    change(Mode.HOLD);
  }

  /** Resets all connections and every new one. */
  public void refuse() {
    change(Mode.REFUSE);
    sockets.forEach(TcpProxy::reset);
  }

  /** Resets the connections of now; new ones are passed on. */
  public void resetConnections() {
    sockets.forEach(TcpProxy::reset);
  }

  private void change(Mode next) {
    lock.lock();
    try {
      mode = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The listener was closed, or the server is not there: the client sees a reset.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    sockets.add(client);
    if (mode == Mode.REFUSE) {
      reset(client);
      return;
    }
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
      sockets.add(server);
      Thread.ofVirtual().start(() -> pump(client, server));
      Thread.ofVirtual().start(() -> pump(server, client));
    } catch (IOException e) {
      reset(client);
      throw e;
    }
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[16 << 10];
    try (from;
        to) {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitPassage();
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side is gone; closing tells the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitPassage() {
    long delayUntil = System.nanoTime() + latency.toNanos();
    lock.lock();
    try {
      while (mode == Mode.HOLD) {
        changed.awaitUninterruptibly();
      }
      for (long left = delayUntil - System.nanoTime(); left > 0; ) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    heal();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(TcpProxy::reset);
  }
}
