package com.paidhr.messenger.identity.mongo;

import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.shared.FileErasedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Part of an archive, one piece in memory at a time; each is asked for by its number. */
final class PieceStream extends InputStream {
  /** Pieces are large: many at once would take every connection to the store from others. */
  private static final Semaphore LOADS = new Semaphore(4, true);

  private final IntFunction<byte[]> pieces;
  private long position;
  private long left;
  private byte[] piece = {};
  private int loaded = -1;

  /** Of pieces that are empty where there is none. */
  PieceStream(IntFunction<byte[]> pieces, long from, long length) {
    this.pieces = pieces;
    this.position = from;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    load((int) (position / ArchivePieces.SIZE));
    int within = (int) (position % ArchivePieces.SIZE);
    int count = (int) Math.min(Math.min(length, left), piece.length - within);
    if (count <= 0) {
      throw new FileErasedException("The archive was removed while it was read");
    }
    System.arraycopy(piece, within, target, offset, count);
    position += count;
    left -= count;
    return count;
  }

  private void load(int number) {
    if (number != loaded) {
      LOADS.acquireUninterruptibly();
      try {
        piece = pieces.apply(number);
        loaded = number;
      } finally {
        LOADS.release();
      }
    }
  }
}
