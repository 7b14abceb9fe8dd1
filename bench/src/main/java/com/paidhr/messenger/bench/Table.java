package com.paidhr.messenger.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Markdown table that is printed when it is complete. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(head);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  void print() {
    System.out.print(text());
  }

  /** One line for each row, with a line break at the end. */
  String text() {
    StringBuilder text = new StringBuilder();
    int[] widths = new int[rows.getFirst().length];
    rows.forEach(row ->
        Arrays.setAll(widths, i -> Math.max(widths[i], i < row.length ? row[i].length() : 0)));
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i), widths, ' ')).append('\n');
      if (i == 0) {
        String[] rule = new String[widths.length];
        Arrays.fill(rule, "");
        text.append(line(rule, widths, '-')).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(String[] row, int[] widths, char fill) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = i < row.length ? row[i] : "";
      String padding = String.valueOf(fill).repeat(widths[i] - cell.length());
      line.append(fill).append(cell).append(padding).append(fill).append('|');
    }
    return line.toString();
  }
}
