package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.Scan;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Watches the bytes of one upload go by. Keeps the first 256 KiB, which is where types and image
 * headers are, and a running checksum.
 */
final class ContentProbe {
  static final int PREFIX = 262_144;

  private final MessageDigest sha256 = newSha256();
  private final ByteArrayOutputStream prefix = new ByteArrayOutputStream(8_192);

  void see(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    int room = PREFIX - prefix.size();
    if (room > 0) {
      prefix.write(bytes, offset, Math.min(room, length));
    }
  }

  /** What the bytes were. To be called once, at their end. */
  Content content(Scan scan) {
    byte[] start = prefix.toByteArray();
    String type = MediaTypes.sniff(start);
    return new Content(
        type,
        HexFormat.of().formatHex(sha256.digest()),
        ImageHeaders.dimensions(type, start),
        scan);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
