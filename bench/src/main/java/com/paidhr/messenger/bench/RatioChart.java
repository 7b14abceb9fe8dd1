package com.paidhr.messenger.bench;

import java.util.Locale;
import java.util.Map;

/** Bars of how many times as many requests one service answers; the line is the other one. */
record RatioChart(String our, String their, Map<String, Double> ratios) {
  private static final int LEFT = 190;
  private static final int WIDTH = 420;
  private static final int LINE = 26;

  String svg() {
    double most = Math.max(1, ratios.values().stream().mapToDouble(ratio -> ratio).max().orElse(1));
    double scale = WIDTH / most;
    StringBuilder bars = new StringBuilder();
    int y = 40;
    for (Map.Entry<String, Double> bar : ratios.entrySet()) {
      bars.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"16\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%.2f ×</text>%n",
              LEFT - 8,
              y + 13,
              bar.getKey(),
              LEFT,
              y,
              bar.getValue() * scale,
              bar.getValue() < 1 ? "#c0504d" : "#2f6db5",
              LEFT + bar.getValue() * scale + 6,
              y + 13,
              bar.getValue()));
      y += LINE;
    }
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="8" y="20" font-weight="bold">Requests a second, %s by %s (line: the same)</text>
        %s<line x1="%.0f" y1="32" x2="%.0f" y2="%d" stroke="black" stroke-dasharray="4"/>
        </svg>
        """,
        LEFT + WIDTH + 80,
        y + 10,
        our,
        their,
        bars,
        LEFT + scale,
        LEFT + scale,
        y);
  }
}
