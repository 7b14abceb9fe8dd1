package com.paidhr.messenger.media.rest;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Says how a browser may treat a file (RFC 6266, names by RFC 8187). The value holds visible ASCII
 * only, whatever the name is.
 */
final class ContentDisposition {
  /** Types that a browser shows without running anything that they contain. */
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "audio/mpeg",
          "audio/ogg",
          "audio/vorbis",
          "audio/opus",
          "audio/wav",
          "audio/vnd.wave",
          "audio/x-wav",
          "audio/flac",
          "audio/x-flac",
          "audio/mp4",
          "audio/aac",
          "video/mp4",
          "video/ogg",
          "video/webm");

  private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  static String of(String type, String name) {
    return (SHOWN.contains(type) ? "inline" : "attachment")
        + "; filename=\""
        + ascii(name)
        + "\"; filename*=UTF-8''"
        + encoded(name);
  }

  private static String ascii(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .forEach(c ->
            plain.append(
                c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
    return plain.toString();
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isAlphanumeric(c) || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(String.format("%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
