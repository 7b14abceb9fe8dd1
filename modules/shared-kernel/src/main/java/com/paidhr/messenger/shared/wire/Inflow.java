package com.paidhr.messenger.shared.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that arrive on one connection. The buffer is small while the connection is idle, grows
 * with what a head needs, and is charged to the budget of all connections beyond its small size.
 */
final class Inflow {
  /** Bytes that an idle connection keeps; most heads fit. */
  static final int SMALL = 512;

  private static final int PIECE = 8_192;

  private final InputStream input;
  private final Peer peer;
  private byte[] buffer = new byte[SMALL];
  private int start;
  private int end;
  private byte @Nullable [] piece;

  Inflow(InputStream input, Peer peer) {
    this.input = input;
    this.peer = peer;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the unread bytes begin. */
  int start() {
    return start;
  }

  /** Where the unread bytes end. */
  int end() {
    return end;
  }

  int available() {
    return end - start;
  }

  void skip(int count) {
    start += count;
  }

  /** The next byte, waiting for it; -1 at the end. */
  int read() throws RefusedException {
    if (start == end && !fill()) {
      return -1;
    }
    return buffer[start++] & 0xff;
  }

  /**
   * Waits for more bytes behind those that are unread.
   *
   * @return false at the end, also when the time for it is over
   */
  boolean fill() throws RefusedException {
    if (start == end) {
      start = 0;
      end = 0;
      shrink();
    } else if (end == buffer.length) {
      makeRoom();
    }
    int count = read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }

  /** A copy of the next bytes, at most so many, waiting for the first; null at the end. */
  byte @Nullable [] readSome(long limit) {
    int wanted = (int) Math.min(limit, PIECE);
    if (start < end) {
      int count = Math.min(wanted, end - start);
      byte[] some = Arrays.copyOfRange(buffer, start, start + count);
      start += count;
      return some;
    }
    if (piece == null) {
      piece = new byte[PIECE];
    }
    int count = read(piece, 0, wanted);
    return count <= 0 ? null : Arrays.copyOf(piece, count);
  }

  /** A copy of what is there, waiting for it without a large buffer; null at the end. */
  byte @Nullable [] readAvailable() throws RefusedException {
    if (start == end && !fill()) {
      return null;
    }
    byte[] all = Arrays.copyOfRange(buffer, start, end);
    start = end;
    return all;
  }

  /** Reads exactly so many bytes; false when fewer come. */
  boolean readFully(byte[] target, int from, int to) {
    int at = from + Math.min(to - from, end - start);
    System.arraycopy(buffer, start, target, from, at - from);
    start += at - from;
    while (at < to) {
      int count = read(target, at, to - at);
      if (count <= 0) {
        return false;
      }
      at += count;
    }
    return true;
  }

  /** Gives back what a large request needed. */
  void rest() {
    piece = null;
    if (start == end) {
      start = 0;
      end = 0;
      shrink();
    }
  }

  /** With TLS the end of a wait is a timeout, or a failure in the middle of a record. */
  private int read(byte[] target, int from, int length) {
    peer.beforeRead();
    try {
      int count = input.read(target, from, length);
      peer.afterRead(count);
      return count;
    } catch (SocketTimeoutException e) {
      peer.timedOut();
      return -1;
    } catch (IOException e) {
      if (peer.isExpired()) {
        return -1;
      }
      throw new UncheckedIOException(e);
    }
  }

  private void shrink() {
    if (buffer.length > SMALL) {
      peer.release(buffer.length - SMALL);
      buffer = new byte[SMALL];
    }
  }

  private void makeRoom() throws RefusedException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      return;
    }
    int more = buffer.length;
    peer.requireRoom(more);
    buffer = Arrays.copyOf(buffer, buffer.length + more);
  }
}
