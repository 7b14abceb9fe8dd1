package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static ByteBuffer sealed(byte... payload) {
    ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER + payload.length);
    frame.put(Frame.HEADER, payload);
    Frame.seal(frame, Frame.Kind.PUT, 7, 9, 1234);
    return frame;
  }

  @Test
  void readsWhatWasSealed() {
    assertThat(Frame.parse(sealed((byte) 1, (byte) 2), 0))
        .isEqualTo(new Frame(Frame.Kind.PUT, 7, 9, 1234, 2));
  }

  @Test
  void noticesEveryFlippedBit() {
    ByteBuffer frame = sealed((byte) 1, (byte) 2, (byte) 3);
    for (int bit = 0; bit < frame.limit() * 8; bit++) {
      byte before = frame.get(bit / 8);
      frame.put(bit / 8, (byte) (before ^ (1 << bit % 8)));
      assertThat(Frame.parse(frame, 0)).as("bit %d", bit).isNull();
      frame.put(bit / 8, before);
    }
  }

  @Test
  void noticesAMissingEnd() {
    ByteBuffer frame = sealed((byte) 1, (byte) 2, (byte) 3);
    for (int length = 0; length < frame.capacity(); length++) {
      assertThat(Frame.parse(frame.slice(0, length).order(frame.order()), 0)).isNull();
    }
  }
}
