package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.identity.domain.PersonalExports.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Stores what is written piece by piece, with one piece in memory, and counts and digests it. */
final class PieceWriter extends OutputStream {
  private final ArchivePieces pieces;
  private final ExportAttempt attempt;
  private final long most;
  private final MessageDigest digest = sha256();
  private final byte[] piece = new byte[ArchivePieces.SIZE];
  private int filled;
  private int number;
  private long size;
  private boolean given;

  /** For at most so many bytes. */
  PieceWriter(ArchivePieces pieces, ExportAttempt attempt, long most) {
    this.pieces = pieces;
    this.attempt = attempt;
    this.most = most;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (given) {
      return;
    }
    if (size + length > most) {
      throw ExportEndedException.tooLarge("It has more than " + most + " bytes");
    }
    size += length;
    digest.update(bytes, offset, length);
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, piece.length - filled);
      System.arraycopy(bytes, offset + done, piece, filled, count);
      filled += count;
      done += count;
      if (filled == piece.length) {
        store();
      }
    }
  }

  private void store() throws IOException {
    attempt.requireHeld();
    if (filled > 0) {
      pieces.add(attempt.export(), number, Arrays.copyOf(piece, filled));
      number++;
      filled = 0;
    }
  }

  /** Stores the last piece. */
  Archive complete() throws IOException {
    store();
    given = true;
    return new Archive(size, HexFormat.of().formatHex(digest.digest()));
  }

  /** From now on nothing is stored. */
  void giveUp() {
    given = true;
  }
}
