package com.paidhr.messenger.app.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table in {@code docs/access-matrix.md}. */
final class AccessMatrix {
  private static final int FIRST_ACTOR = 2;

  /**
   * One request to one kind of conversation.
   *
   * @param request method, path and, where there is one, the name of the body
   * @param expected the status for each actor; those whom the kind does not have are left out
   */
  record Row(String request, String kind, Map<String, Integer> expected) {
    String method() {
      return word(0);
    }

    /** The path with its query, in which names in braces are to be replaced. */
    String path() {
      return word(1);
    }

    /** The body's name, empty when there is none. */
    String body() {
      return word(2);
    }

    /** Method and path as {@link AccessMatrix#anonymous} writes them. */
    String route() {
      return anonymous(method() + " " + path().replaceAll("\\?.*", ""));
    }

    private String word(int index) {
      String[] words = request.split(" ");
      return index < words.length ? words[index] : "";
    }
  }

  private AccessMatrix() {}

  /** A route whose parameters have no names any more. */
  static String anonymous(String route) {
    return route.replaceAll("\\{[^}]*}", "{}");
  }

  static List<Row> read() {
    Path file = Path.of(System.getProperty("messenger.root"), "docs", "access-matrix.md");
    List<List<String>> lines;
    try {
      lines =
          Files.readAllLines(file).stream()
              .filter(l -> l.startsWith("|"))
              .map(AccessMatrix::cells)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> head = lines.getFirst();
    return lines.stream().skip(2).map(cells -> row(head, cells)).toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }

  private static Row row(List<String> head, List<String> cells) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (int i = FIRST_ACTOR; i < head.size(); i++) {
      if (!cells.get(i).equals("-")) {
        expected.put(head.get(i), Integer.valueOf(cells.get(i)));
      }
    }
    return new Row(cells.get(0), cells.get(1), expected);
  }
}
