package com.paidhr.messenger.media.rest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file name in a part's {@code Content-Disposition}. The library that splits the body takes it
 * for a path of this machine, which not every name can be. Groups are repeated possessively: else
 * each round takes a frame of the stack.
 */
final class SentName {
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*(?<name>filename\\*?)\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>[^;\\s]*))",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern EXTENDED =
      Pattern.compile("UTF-8'[^']*'(?<bytes>(?:%[0-9A-F]{2}|[^%])*+)", Pattern.CASE_INSENSITIVE);

  /**
   * What browsers and curl escape in a quoted name. Any other backslash is one: some send a path.
   */
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

  private SentName() {}

  /**
   * The name that the client gave, the one in {@code filename*} first; null where it gave none.
   *
   * @param disposition the whole header, or null where the part has none
   */
  static @Nullable String of(@Nullable String disposition) {
    String plain = null;
    Matcher parameter = PARAMETER.matcher(disposition == null ? "" : disposition);
    while (parameter.find()) {
      String quoted = parameter.group("quoted");
      String value =
          quoted == null ? parameter.group("plain") : ESCAPED.matcher(quoted).replaceAll("$1");
      if (parameter.group("name").endsWith("*")) {
        Matcher extended = EXTENDED.matcher(value);
        if (extended.matches()) {
          return decoded(extended.group("bytes"));
        }
      } else if (plain == null) {
        plain = value;
      }
    }
    return plain;
  }

  private static String decoded(String escaped) {
    byte[] bytes = new byte[escaped.length()];
    int length = 0;
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes[length++] = (byte) Integer.parseInt(escaped, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[length++] = (byte) escaped.charAt(i);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
