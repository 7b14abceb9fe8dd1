package com.paidhr.messenger.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of columns that stand below each other. */
final class Table {
  private static final int WIDEST = 80;

  private final List<String[]> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(head);
  }

  void row(String... cells) {
    rows.add(
        Arrays.stream(cells)
            .map(cell -> cell.length() > WIDEST ? cell.substring(0, WIDEST - 1) + "…" : cell)
            .map(cell -> cell.replaceAll("\\p{Cntrl}", " "))
            .toArray(String[]::new));
  }

  void print(PrintWriter out) {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
