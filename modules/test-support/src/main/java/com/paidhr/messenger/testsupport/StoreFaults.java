package com.paidhr.messenger.testsupport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Stands between a client and a document store and answers some commands with an error instead:
 * half of them before the store has seen the command, half after it has carried it out, so that the
 * client cannot know. What a driver says to keep its connection is left alone.
 */
public final class StoreFaults implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int DOCUMENT = HEADER + 5;
  private static final Set<String> SPARED =
      Set.of("hello", "ismaster", "isMaster", "ping", "buildInfo", "endSessions");

  private final int target;
  private final Random random;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger injected = new AtomicInteger();
  private volatile double share;

  private StoreFaults(int target, long seed) throws IOException {
    this.target = target;
    this.random = new Random(seed);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  /** In front of a store on the loopback interface; passes everything on until told otherwise. */
  public static StoreFaults to(int port, long seed) {
    try {
      return new StoreFaults(port, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Port for the client. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Answers this share of the commands with an error; 0 heals. */
  public void fail(double shareOfCommands) {
    share = shareOfCommands;
  }

  /** How many errors it has answered. */
  public int injected() {
    return injected.get();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // The listener was closed.
      }
    }
  }

  /** One request at a time: drivers do not send the next before the answer has come. */
  private void serve(Socket client) {
    try (client;
        Socket store = new Socket(InetAddress.getLoopbackAddress(), target)) {
      sockets.add(store);
      client.setTcpNoDelay(true);
      store.setTcpNoDelay(true);
      DataInputStream requests = new DataInputStream(client.getInputStream());
      DataInputStream replies = new DataInputStream(store.getInputStream());
      while (true) {
        byte[] request = frame(requests);
        boolean fails = fails(request);
        boolean before = fails && random.nextBoolean();
        byte[] reply = before ? new byte[0] : exchange(request, store.getOutputStream(), replies);
        if (fails) {
          injected.incrementAndGet();
        }
        write(client.getOutputStream(), fails ? error(request) : reply);
      }
    } catch (IOException e) {
      // One side is gone; closing tells the other.
    } finally {
      sockets.remove(client);
    }
  }

  private static byte[] exchange(byte[] request, OutputStream out, DataInputStream in)
      throws IOException {
    write(out, request);
    return frame(in);
  }

  private static void write(OutputStream out, byte[] frame) throws IOException {
    out.write(frame);
    out.flush();
  }

  private static byte[] frame(DataInputStream in) throws IOException {
    byte[] length = new byte[4];
    in.readFully(length);
    int size = buffer(length).getInt();
    byte[] frame = new byte[size];
    System.arraycopy(length, 0, frame, 0, 4);
    in.readFully(frame, 4, size - 4);
    return frame;
  }

  private boolean fails(byte[] request) {
    if (share == 0 || buffer(request).getInt(12) != OP_MSG) {
      return false;
    }
    String command =
        new RawBsonDocument(request, DOCUMENT, buffer(request).getInt(DOCUMENT)).getFirstKey();
    return !SPARED.contains(command) && random.nextDouble() < share;
  }

  private static byte[] error(byte[] request) {
    BsonDocument answer =
        new BsonDocument("ok", new BsonDouble(0))
            .append("code", new BsonInt32(11601))
            .append("codeName", new BsonString("Interrupted"))
            .append("errmsg", new BsonString("injected by a test"));
    RawBsonDocument raw = new RawBsonDocument(answer, new BsonDocumentCodec());
    ByteBuffer document = raw.getByteBuffer().asNIO();
    ByteBuffer reply =
        ByteBuffer.allocate(DOCUMENT + document.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    reply.putInt(reply.capacity()).putInt(0).putInt(buffer(request).getInt(4)).putInt(OP_MSG);
    reply.putInt(0).put((byte) 0).put(document);
    return reply.array();
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
