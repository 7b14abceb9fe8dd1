package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Dimensions;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frame header of a JPEG, which says how large the picture is, by one walk over the
 * segments before it. The platform's own reader takes time that grows with the square of their
 * number.
 */
final class JpegFrame {
  private static final int MARKER = 0xFF;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 5;
  private static final int FRAME_LENGTH = 7;

  private final byte[] bytes;
  private int at;

  private JpegFrame(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Width and height, or null where the bytes hold no whole frame header before the picture. */
  static @Nullable Dimensions of(byte[] start) {
    return new JpegFrame(start).find();
  }

  private @Nullable Dimensions find() {
    if (unsigned(0) != MARKER || unsigned(1) != START_OF_IMAGE) {
      return null;
    }
    at = 2;
    while (at + 2 + FRAME_LENGTH < bytes.length && unsigned(at) == MARKER) {
      int marker = unsigned(at + 1);
      if (marker == MARKER) {
        at++;
      } else if (isFrame(marker)) {
        int height = number(at + 2 + HEIGHT);
        int width = number(at + 2 + WIDTH);
        return width > 0 && height > 0 ? new Dimensions(width, height) : null;
      } else if (marker == START_OF_SCAN || marker == END_OF_IMAGE || marker == 0) {
        return null;
      } else if (isAlone(marker)) {
        at += 2;
      } else {
        at += 2 + Math.max(2, number(at + 2));
      }
    }
    return null;
  }

  /** SOF0 to SOF15, without the tables whose markers lie between them. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Markers without a length: TEM, restarts, and a start of image that is repeated. */
  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= START_OF_IMAGE);
  }

  private int number(int index) {
    return unsigned(index) << 8 | unsigned(index + 1);
  }

  private int unsigned(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : 0;
  }
}
