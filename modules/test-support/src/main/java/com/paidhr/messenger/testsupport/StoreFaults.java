package com.paidhr.messenger.testsupport;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Stands between a client and a document store. It answers some commands with an error instead:
 * half of them before the store has seen the command, half after it has carried it out, so that the
 * client cannot know. Or it stops the client at a command, as if its process were gone. What a
 * driver says to keep its connection is left alone.
 */
public final class StoreFaults implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int DOCUMENT = HEADER + 5;
  private static final int GIVES_UP_AFTER_MS = 20;
  private static final Set<String> SPARED =
      Set.of("hello", "ismaster", "isMaster", "ping", "buildInfo", "endSessions");

  private final int target;
  private final Random random;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger injected = new AtomicInteger();
  private final AtomicLong untilStop = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean lastIsCarriedOut;
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

  /**
   * A client that is connected through here. When it is stopped it soon gives up, since there is
   * nothing left that it could wait for.
   */
  public MongoClient connect() {
    ServerAddress here = new ServerAddress(listener.getInetAddress(), port());
    MongoClient client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyToClusterSettings(cluster ->
                    cluster
                        .hosts(List.of(here))
                        .serverSelectionTimeout(GIVES_UP_AFTER_MS, TimeUnit.MILLISECONDS))
                .build());
    Document ping = new Document("ping", 1);
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(() -> !client.getDatabase("admin").runCommand(ping).isEmpty());
    return client;
  }

  /**
   * Stops the client at one of its next commands, counted over all connections: that command is
   * never answered, all connections are cut, and none comes through any more.
   *
   * @param passing how many commands still go through, 0 or more
   * @param lastIsCarriedOut whether the store carries out the command that is not answered
   */
  public void stopAfter(int passing, boolean lastIsCarriedOut) {
    this.lastIsCarriedOut = lastIsCarriedOut;
    untilStop.set(passing);
  }

  /** Whether the client came to the command at which it stops. */
  public boolean hasStopped() {
    return untilStop.get() < 0;
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
        boolean isCommand = isCommand(request);
        long left = isCommand ? untilStop.getAndDecrement() : 1;
        boolean stops = left <= 0;
        boolean fails = !stops && isCommand && fails();
        boolean isCarriedOut =
            stops ? left == 0 && lastIsCarriedOut : !fails || random.nextBoolean();
        byte[] reply =
            isCarriedOut ? exchange(request, store.getOutputStream(), replies) : new byte[0];
        if (stops) {
          close();
          return;
        }
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

  private static boolean isCommand(byte[] request) {
    return buffer(request).getInt(12) == OP_MSG
        && !SPARED.contains(
            new RawBsonDocument(request, DOCUMENT, buffer(request).getInt(DOCUMENT)).getFirstKey());
  }

  private boolean fails() {
    return share > 0 && random.nextDouble() < share;
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
