package com.paidhr.messenger.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Memory, the time of requests and what failed, over the minutes of a soak. */
record SoakChart(String title, List<SoakMoment> moments) {
  private static final int LEFT = 60;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;
  private static final int GAP = 50;

  String svg() {
    var svg = new StringBuilder();
    int top = 50;
    double memory = most(SoakMoment::resident);
    panel(
        svg,
        top,
        "MiB: resident (blue), heap in use (grey), heap alive after a collection (green)",
        memory);
    line(svg, top, memory, "#2f6db5", SoakMoment::resident);
    line(svg, top, memory, "#aaaaaa", SoakMoment::used);
    line(svg, top, memory, "#3a8f4d", SoakMoment::alive);
    top += HEIGHT + GAP;
    double time = most(SoakMoment::p99);
    panel(svg, top, "p99 of sends, pages and lists of normal users, in ms", time);
    line(svg, top, time, "#2f6db5", SoakMoment::p99);
    top += HEIGHT + GAP;
    double errors = Math.max(1, most(SoakMoment::errors));
    panel(svg, top, "requests of normal users that failed", errors);
    line(svg, top, errors, "#c0504d", SoakMoment::errors);
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="8" y="20" font-weight="bold">%s</text>
        %s</svg>
        """,
        LEFT + WIDTH + 20,
        top + HEIGHT + GAP,
        title,
        svg);
  }

  private double most(ToDoubleFunction<SoakMoment> value) {
    return moments.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(1) * 1.1;
  }

  private void panel(StringBuilder svg, int top, String name, double most) {
    int bottom = top + HEIGHT;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#cccccc\"/>%n",
            LEFT,
            top - 6,
            name,
            LEFT,
            top,
            WIDTH,
            HEIGHT));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%1$d\" y=\"%2$d\" text-anchor=\"end\">%3$.0f</text><text x=\"%1$d\" y=\"%4$d\" text-anchor=\"end\">0</text>%n",
            LEFT - 6,
            top + 10,
            most,
            bottom));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f min</text>%n",
            LEFT + WIDTH,
            bottom + 14,
            moments.getLast().minute()));
  }

  private void line(
      StringBuilder svg, int top, double most, String color, ToDoubleFunction<SoakMoment> value) {
    double end = moments.getLast().minute();
    svg.append("<polyline fill=\"none\" stroke=\"").append(color).append("\" points=\"");
    for (SoakMoment moment : moments) {
      double y = value.applyAsDouble(moment);
      if (Double.isFinite(y)) {
        svg.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                LEFT + WIDTH * moment.minute() / end,
                top + HEIGHT * (1 - y / most)));
      }
    }
    svg.append("\"/>\n");
  }
}
