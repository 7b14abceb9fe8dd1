package com.paidhr.messenger.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo plays.
 *
 * @param people everybody who appears
 * @param conversations where they meet
 * @param lines said once, in this order
 * @param talk said over and over afterwards
 */
record Script(List<Person> people, List<Room> conversations, List<Line> lines, List<Line> talk) {
  private static final String FILE = "script.json";

  record Person(String username, String name) {}

  /** The first member makes it and owns it. */
  record Room(
      String key,
      String type,
      @Nullable String name,
      @Nullable String topic,
      List<String> members) {}

  /**
   * Something said ({@code in}, {@code say}) or a reaction ({@code react}, {@code emoji}).
   *
   * @param after seconds before it, as one who types it would need
   * @param key names it for later lines
   * @param reply the key of what it answers
   * @param file a file of this package that goes with it
   * @param react the key of what is reacted to; {@code @last} is the line before
   */
  record Line(
      @Nullable String in,
      String who,
      @Nullable String say,
      double after,
      @Nullable String key,
      @Nullable String reply,
      @Nullable String file,
      @Nullable String react,
      @Nullable String emoji) {}

  static Script read() {
    try {
      return new ObjectMapper().readValue(resource(FILE), Script.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that is shipped with the script. */
  static byte[] resource(String name) {
    try (InputStream bytes = Script.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("The program lacks " + name);
      }
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
