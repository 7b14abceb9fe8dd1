package com.paidhr.messenger.shared.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.SocketWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes answers, each write within its time. It notices when the server agrees to speak another
 * protocol, and takes the chunk framing off again for clients that do not know it.
 */
final class WireWriter extends SocketWriter {
  private static final int LINE_END = 2;

  private final Peer peer;
  private final ReentrantLock lock = new ReentrantLock();
  private final WireConnection connection;
  private boolean hasChunks;

  WireWriter(HelidonSocket socket, Peer peer, WireConnection connection) {
    super(socket);
    this.peer = peer;
    this.connection = connection;
  }

  WireConnection connection() {
    return connection;
  }

  /** The answer that begins now is framed in chunks, which its reader does not know. */
  void takeChunksOff(boolean isFramed) {
    hasChunks = isFramed;
  }

  @Override
  public void write(BufferData... buffers) {
    writeNow(buffers);
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    connection.noticeUpgrade(buffer);
    lock.lock();
    try {
      peer.beforeWrite(buffer.available());
      socket().write(hasChunks ? withoutChunks(buffer) : buffer);
    } catch (UncheckedIOException e) {
      throw new ClientGoneException(e);
    } finally {
      peer.afterWrite();
      lock.unlock();
    }
  }

  /** The server writes a head or one whole chunk at a time, never a part and never two. */
  private static BufferData withoutChunks(BufferData buffer) {
    if (buffer.available() < LINE_END || buffer.get(0) == 'H') {
      return buffer;
    }
    int size = 0;
    for (int next = buffer.read(); next != '\r'; next = buffer.read()) {
      size = size * 16 + Character.digit(next, 16);
    }
    buffer.skip(1);
    byte[] content = new byte[size];
    buffer.read(content);
    return BufferData.create(content);
  }
}
