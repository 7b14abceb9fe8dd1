package com.paidhr.messenger.shared.wire;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;

/**
 * Puts our reader, writer and socket in the place of those that the server has made for a
 * connection. The server has no public way to do so. The context of a connection is a class of its
 * own, whose fields these are; a version that names them otherwise fails at the first use, which is
 * at the start.
 */
final class Takeover {
  private static final Class<?> CONTEXT = context();
  private static final VarHandle SOCKET = field("socket", Socket.class);
  private static final VarHandle HELIDON_SOCKET = field("helidonSocket", HelidonSocket.class);
  private static final VarHandle READER = field("reader", DataReader.class);
  private static final VarHandle WRITER = field("writer", SocketWriter.class);

  private Takeover() {}

  /** Fails where the server's connections look otherwise than expected. */
  static void check() {
    if (SOCKET.coordinateTypes().getFirst() != CONTEXT) {
      throw new IllegalStateException("Connections of the server look otherwise");
    }
  }

  static Socket socketOf(ConnectionContext context) {
    return (Socket) SOCKET.get(context);
  }

  /** One that keeps no buffer, for the server's socket or what speaks over it. */
  static HelidonSocket leanSocketOf(ConnectionContext context, Socket socket) {
    try {
      return new LeanSocket(socket, context.socketId(), context.childSocketId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void replace(
      ConnectionContext context, HelidonSocket socket, DataReader reader, SocketWriter writer) {
    HELIDON_SOCKET.set(context, socket);
    READER.set(context, reader);
    WRITER.set(context, writer);
  }

  private static Class<?> context() {
    try {
      return Class.forName("io.helidon.webserver.ConnectionHandler");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("This version of Helidon has other connections", e);
    }
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(CONTEXT, MethodHandles.lookup())
          .findVarHandle(CONTEXT, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Helidon has other connections", e);
    }
  }
}
