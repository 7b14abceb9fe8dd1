package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.budget.Holding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of one body, for which the request is charged before they are there. */
final class BodyBuffer {
  private static final Logger LOG = LoggerFactory.getLogger(BodyBuffer.class);

  private final Holding holding;
  private final int max;
  private byte[] bytes = new byte[0];
  private int length;

  BodyBuffer(Holding holding, int max) {
    this.holding = holding;
    this.max = max;
  }

  /**
   * Reads a body to its end.
   *
   * @param expected how long it probably is
   * @throws DomainException with status 413 when it is too long, 400 when it breaks off, 503 when
   *     too much memory is held already
   */
  void fill(InputStream body, long expected) {
    if (expected > max) {
      throw tooLarge();
    }
    // One more than expected, to see the end without growing.
    grow((int) expected + 1);
    while (true) {
      length += read(body);
      if (length > max) {
        throw tooLarge();
      }
      if (length < bytes.length) {
        return;
      }
      grow(Math.min(2 * bytes.length, max + 1));
    }
  }

  private void grow(int size) {
    holding.take((long) size);
    int given = bytes.length;
    bytes = Arrays.copyOf(bytes, size);
    holding.give(given);
  }

  /** The server ends a connection that breaks off with exceptions of several kinds. */
  private int read(InputStream body) {
    try {
      return body.readNBytes(bytes, length, bytes.length - length);
    } catch (IOException | RuntimeException e) {
      LOG.debug("A body breaks off", e);
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "The body breaks off");
    }
  }

  private DomainException tooLarge() {
    return new DomainException(
        ProblemType.BODY_TOO_LARGE, "A JSON body has at most " + max + " bytes");
  }

  /** Where the body lies; what follows its length means nothing. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
