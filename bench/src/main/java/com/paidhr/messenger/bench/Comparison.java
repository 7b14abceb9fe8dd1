package com.paidhr.messenger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What two services gave in turns: a table, and files that keep it with the machine it is of. */
final class Comparison {

  /** The rounds of one kind of request; the medians count. */
  static final class Row {
    private final List<double[]> rounds = new ArrayList<>();

    void add(double ours, double theirs, double offered, Samples our, Samples their) {
      rounds.add(
          new double[] {
            ours,
            theirs,
            offered,
            our.millis(0.5),
            their.millis(0.5),
            our.millis(0.99),
            their.millis(0.99)
          });
    }

    double median(int column) {
      List<Double> values = rounds.stream().map(round -> round[column]).sorted().toList();
      return values.get(values.size() / 2);
    }

    /** The middle of the ratios of each round, which shared the machine's load. */
    double ratio() {
      List<Double> ratios =
          rounds.stream()
              .map(round -> round[0] / round[1])
              .sorted(Comparator.naturalOrder())
              .toList();
      return ratios.get(ratios.size() / 2);
    }
  }

  private static final List<String> COLUMNS =
      List.of(
          "ours/s",
          "theirs/s",
          "offered/s",
          "our p50 ms",
          "their p50 ms",
          "our p99 ms",
          "their p99 ms");

  private final String our;
  private final String their;
  private final String machine = Machine.inWords();
  private final String load = Machine.load();
  private final Map<String, Row> rows = new LinkedHashMap<>();

  Comparison(String our, String their) {
    this.our = our;
    this.their = their;
  }

  Row row(String name) {
    return rows.computeIfAbsent(name, first -> new Row());
  }

  private Table table() {
    List<String> head = new ArrayList<>(List.of("request", "ratio"));
    head.addAll(COLUMNS);
    var table = new Table(head.toArray(String[]::new));
    rows.forEach((name, row) -> {
      List<String> cells = new ArrayList<>(List.of(name, number(row.ratio())));
      for (int column = 0; column < COLUMNS.size(); column++) {
        cells.add(number(row.median(column)));
      }
      table.row(cells.toArray(String[]::new));
    });
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  void print() {
    table().print();
  }

  /** Writes the table, the numbers and a chart; returns the name that they share. */
  String keep(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".md"), markdown(name));
    Files.writeString(folder.resolve(name + ".json"), json());
    Files.writeString(folder.resolve(name + ".svg"), new RatioChart(our, their, ratios()).svg());
    return folder.resolve(name).toString();
  }

  private Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    rows.forEach((name, row) -> ratios.put(name, row.ratio()));
    return ratios;
  }

  private String markdown(String name) {
    return """
    # %s beside %s

    %s · load before it: %s

    Medians of the rounds, in turns. `ratio` is ours by theirs within a round. Times are from when a request was due, at half of
    what the slower one answers.

    %s
    ![How many times as many requests](%s.svg)
    """
        .formatted(our, their, machine, load, table().text(), name);
  }

  private String json() throws IOException {
    Map<String, Object> requests = new LinkedHashMap<>();
    rows.forEach((name, row) -> {
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("ratio", row.ratio());
      for (int column = 0; column < COLUMNS.size(); column++) {
        numbers.put(COLUMNS.get(column), row.median(column));
      }
      requests.put(name, numbers);
    });
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine);
    all.put("load", load);
    all.put("ours", our);
    all.put("theirs", their);
    all.put("requests", requests);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }
}
