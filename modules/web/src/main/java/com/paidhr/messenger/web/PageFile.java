package com.paidhr.messenger.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file of a page, ready to be sent.
 *
 * @param type its media type
 * @param plain its bytes
 * @param packed the same, compressed by gzip
 * @param tag names its content; the same content has the same tag on every node
 */
record PageFile(String type, byte[] plain, byte[] packed, String tag) {
  private static final int TAG_BYTES = 12;

  static PageFile of(String type, byte[] plain) {
    return new PageFile(type, plain, pack(plain), tagOf(plain));
  }

  private static byte[] pack(byte[] plain) {
    var packed = new ByteArrayOutputStream(plain.length / 2);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static String tagOf(byte[] plain) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
