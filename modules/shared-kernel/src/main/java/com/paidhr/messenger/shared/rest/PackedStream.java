package com.paidhr.messenger.shared.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs by gzip what is longer than a kibibyte. What is shorter goes as it is, so the first bytes
 * wait until it is known which of both it will be.
 */
final class PackedStream extends OutputStream {
  static final int PLAIN_UP_TO = 1_024;
  private static final int BUFFER = 4_096;

  private final OutputStream plain;
  private final BooleanSupplier mayPack;
  private final byte[] begin = new byte[PLAIN_UP_TO];
  private int held;
  private @Nullable OutputStream target;

  /**
   * @param mayPack asked at most once, before the first byte goes on; when it agrees, the stream
   *     packs
   */
  PackedStream(OutputStream plain, BooleanSupplier mayPack) {
    this.plain = plain;
    this.mayPack = mayPack;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (target == null && held + length <= begin.length) {
      System.arraycopy(bytes, from, begin, held, length);
      held += length;
    } else {
      decided().write(bytes, from, length);
    }
  }

  private OutputStream decided() throws IOException {
    OutputStream chosen = target;
    if (chosen == null) {
      chosen = mayPack.getAsBoolean() ? new Packer(plain) : plain;
      target = chosen;
      chosen.write(begin, 0, held);
    }
    return chosen;
  }

  /** What is held back is too little for a packet of its own. */
  @Override
  public void flush() throws IOException {
    if (target != null) {
      target.flush();
    }
  }

  /** Writes what is left; the stream below stays open. */
  void finish() throws IOException {
    if (target == null) {
      target = plain;
      plain.write(begin, 0, held);
    } else if (target instanceof Packer packer) {
      packer.finish();
    }
  }

  /** Gives back what packing needs, also where the answer was cut off. */
  void release() {
    if (target instanceof Packer packer) {
      packer.release();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      finish();
    } finally {
      release();
      plain.close();
    }
  }

  /** Quick packing: JSON becomes hardly smaller by slower. */
  private static final class Packer extends GZIPOutputStream {
    Packer(OutputStream plain) throws IOException {
      super(plain, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }

    /** Deflaters hold memory outside of the heap until they are told. */
    void release() {
      def.end();
    }
  }
}
