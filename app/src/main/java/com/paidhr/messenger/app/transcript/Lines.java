package com.paidhr.messenger.app.transcript;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of bounded length in strict UTF-8, each decoded by itself, so that a wrong byte is told of
 * its own line and not of one that was read at the same time.
 */
final class Lines {
  /** More than any utterance takes that the service accepts, however it is written. */
  static final int LONGEST = 4 << 20;

  private final InputStream bytes;

  Lines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes);
  }

  /**
   * The next line without its end, null behind the last.
   *
   * @throws CharacterCodingException when it is not UTF-8
   * @throws IllegalArgumentException when it is too long
   */
  @Nullable String next() throws IOException {
    int one = bytes.read();
    if (one < 0) {
      return null;
    }
    var line = new ByteArrayOutputStream();
    for (; one >= 0 && one != '\n'; one = bytes.read()) {
      if (line.size() == LONGEST) {
        throw new IllegalArgumentException("it has more than " + LONGEST + " bytes");
      }
      line.write(one);
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(line.toByteArray()))
        .toString();
  }
}
