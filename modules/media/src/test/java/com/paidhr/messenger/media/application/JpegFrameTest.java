package com.paidhr.messenger.media.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.media.domain.Dimensions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegFrameTest {
  @Test
  void readsTheSizeOfAPicture() throws IOException {
    assertThat(JpegFrame.of(picture())).isEqualTo(new Dimensions(30, 20));
  }

  @Test
  void walksOverTensOfThousandsOfEmptySegmentsOnce() throws IOException {
    byte[] picture = picture();
    ByteArrayOutputStream hostile = new ByteArrayOutputStream();
    hostile.write(picture, 0, 2);
    for (int i = 0; i < 60_000; i++) {
      hostile.write(new byte[] {(byte) 0xFF, (byte) 0xE5, 0, 2});
    }
    hostile.write(picture, 2, picture.length - 2);

    assertThat(JpegFrame.of(hostile.toByteArray())).isEqualTo(new Dimensions(30, 20));
  }

  @Test
  void endsOnWhateverItIsGiven() throws IOException {
    byte[] picture = picture();
    for (int length = 0; length < 200; length++) {
      JpegFrame.of(Arrays.copyOf(picture, length));
    }
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = Arrays.copyOf(picture, 400);
      for (int change = 0; change < 20; change++) {
        noise[2 + random.nextInt(398)] = (byte) random.nextInt(256);
      }
      JpegFrame.of(noise);
    }
    assertThat(JpegFrame.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})).isNull();
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    return bytes.toByteArray();
  }
}
