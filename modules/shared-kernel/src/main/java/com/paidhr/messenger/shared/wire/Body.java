package com.paidhr.messenger.shared.wire;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of the present request: handed to the server piece by piece, and known to its end. A
 * small one is read before the server hears of the request, so that a slow sender costs its bytes
 * and nothing else.
 */
final class Body {
  /** Bytes up to which a body is read before its request is served. */
  static final int HELD = 65_536;

  private static final byte[] LAST_CHUNK = Bytes.ascii("0\r\n\r\n");

  private final Inflow inflow;
  private final Peer peer;
  private long left;
  private byte @Nullable [] held;
  private @Nullable Chunks chunks;
  private boolean isContinueDue;
  private int reserved;

  Body(Inflow inflow, Peer peer) {
    this.inflow = inflow;
    this.peer = peer;
  }

  /**
   * Begins with the body that this head announces.
   *
   * @return the length that the server is to be told, -1 when nobody knows it yet
   */
  long begin(Head head) throws RefusedException {
    held = null;
    chunks = head.isChunked ? new Chunks(inflow) : null;
    left = Math.max(head.length, 0);
    isContinueDue = head.expectsContinue;
    peer.beginBody();
    if (isContinueDue) {
      return head.length;
    }
    if (chunks != null) {
      return holdChunks(chunks);
    }
    if (left > 0 && left <= HELD) {
      holdAll((int) left);
    }
    return head.length;
  }

  private void holdAll(int length) throws RefusedException {
    reserve(length);
    byte[] all = new byte[length];
    if (!inflow.readFully(all, 0, length)) {
      throw RefusedException.malformed("The body breaks off");
    }
    held = all;
    left = 0;
  }

  private long holdChunks(Chunks from) throws RefusedException {
    var all = new ByteArrayOutputStream(0);
    while (all.size() < HELD) {
      byte[] some = from.next(HELD - all.size());
      if (some == null) {
        held = all.size() == 0 ? null : all.toByteArray();
        chunks = null;
        return all.size();
      }
      reserve(some.length);
      all.writeBytes(some);
    }
    held = all.toByteArray();
    return -1;
  }

  private void reserve(int bytes) throws RefusedException {
    peer.requireRoom(bytes);
    reserved += bytes;
  }

  /** Whether the server must be asked for more than what is held. */
  boolean isStreamed() {
    return left > 0 || (chunks != null && !chunks.isOver());
  }

  /** Whether all of it has arrived, so that the next request begins behind it. */
  boolean hasArrived() {
    return !isStreamed();
  }

  /** Whether the sender waits for a word before it sends the body. */
  boolean isContinueDue() {
    return isContinueDue;
  }

  void continued() {
    isContinueDue = false;
  }

  /** Bytes that are still to come, as far as known. */
  long announced() {
    return left;
  }

  /** The next piece as the server expects it, in chunks of ours where no length is known. */
  byte @Nullable [] next() throws RefusedException {
    byte[] whole = held;
    if (whole != null) {
      held = null;
      return chunks == null ? whole : chunk(whole);
    }
    Chunks from = chunks;
    if (from != null) {
      byte[] some = from.next(Integer.MAX_VALUE);
      if (some == null) {
        chunks = null;
        return LAST_CHUNK;
      }
      return chunk(some);
    }
    if (left == 0) {
      return null;
    }
    byte[] some = inflow.readSome(left);
    if (some == null) {
      throw RefusedException.malformed("The body breaks off");
    }
    left -= some.length;
    return some;
  }

  /** Forgets what the server did not want to have, and what was reserved for it. */
  void end() {
    held = null;
    if (reserved > 0) {
      peer.release(reserved);
      reserved = 0;
    }
  }

  private static byte[] chunk(byte[] content) {
    byte[] size = Bytes.ascii(Integer.toHexString(content.length));
    byte[] framed = new byte[size.length + content.length + 4];
    System.arraycopy(size, 0, framed, 0, size.length);
    framed[size.length] = '\r';
    framed[size.length + 1] = '\n';
    System.arraycopy(content, 0, framed, size.length + 2, content.length);
    framed[framed.length - 2] = '\r';
    framed[framed.length - 1] = '\n';
    return framed;
  }
}
