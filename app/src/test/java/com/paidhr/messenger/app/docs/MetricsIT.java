package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/metrics.md} is what a service tells Prometheus, no more and no less. */
class MetricsIT {
  private static final Path ROOT = Path.of(System.getProperty("messenger.root"));
  private static final Path DOCUMENT = ROOT.resolve("docs/metrics.md");
  private static final Path EXPECTED = ROOT.resolve("app/target/metrics-table.md");
  private static final String BEGIN = "<!-- metrics: checked by a test -->\n";
  private static final String END = "<!-- end of metrics -->";
  private static final Pattern HELP = Pattern.compile("# HELP (messenger_\\S+) (.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (messenger_\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("(messenger_[^{ ]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Set<String> UNTOLD = Set.of("mp_scope", "le", "quantile");

  private static final RunningMessenger MESSENGER = RunningMessenger.shared();

  /** What a family of samples is, and what it is labelled with. */
  private static final class Family {
    private String type = "";
    private String help = "";
    private final Set<String> labels = new TreeSet<>();
  }

  @BeforeAll
  static void doEverythingOnce() {
    ApiClient ann = MESSENGER.newUser("ann");
    ApiClient bob = MESSENGER.newUser("bob");
    String room = ann.group("Counted", bob);
    String message = ann.send(room, "Counted").at("/id").asText();
    bob.post("/messages/" + message + "/read").expect(200);
    bob.get("/messages?q=counted").expect(200);
    ann.upload("counted.txt", "text/plain", new byte[] {'1', '2'}).expect(201);
    ann.post("/tokens", Map.of("username", ann.username(), "password", "wrong")).expect(401);
    Awaitility.await()
        .until(() ->
            ann.get("/messages/" + message).expect(200).at("/status").asText().equals("DELIVERED"));
  }

  @Test
  void documentsEveryMetricWithItsTypeLabelsAndMeaning() throws IOException {
    String expected = table(families(text()));
    Files.writeString(EXPECTED, expected);

    assertThat(tableIn(Files.readString(DOCUMENT)))
        .as("copy %s into %s", EXPECTED, DOCUMENT)
        .isEqualTo(expected);
  }

  @Test
  void countsWhatPeopleDo() {
    assertThat(
            List.of(
                "messenger_messages_accepted_total{kind=\"user\"",
                "messenger_reads_total{",
                "messenger_logins_total{mp_scope=\"application\",result=\"ok\"",
                "messenger_logins_total{mp_scope=\"application\",result=\"refused\"",
                "messenger_registrations_total{mp_scope=\"application\",result=\"ok\"",
                "messenger_uploads_total{mp_scope=\"application\",result=\"ok\"",
                "messenger_upload_bytes_total{",
                "messenger_searches_total{mp_scope=\"application\",result=\"ok\"",
                "messenger_store_commands_seconds_count{command=\"insert\"",
                "messenger_redis_commands_seconds_count{command=\"evalsha\",mp_scope=\"application\",result=\"ok\"",
                "messenger_embedded_store_bytes{",
                "messenger_embedded_store_commits{"))
        .allSatisfy(begin ->
            assertThat(text().lines().filter(line -> line.startsWith(begin)))
                .as(begin)
                .hasSize(1)
                .noneMatch(line -> line.endsWith(" 0.0")));
  }

  /** No label takes more values than a person could list: none has an id or text of a user. */
  @Test
  void boundsItsLabels() {
    Map<String, Set<String>> values = new TreeMap<>();
    Matcher label = LABEL.matcher("");
    text()
        .lines()
        .filter(line -> line.startsWith("messenger_"))
        .forEach(line -> {
          label.reset(line);
          while (label.find()) {
            values.computeIfAbsent(label.group(1), _ -> new TreeSet<>()).add(label.group(2));
          }
        });
    values.keySet().removeAll(Set.of("route", "le"));

    assertThat(values).allSatisfy((_, seen) -> assertThat(seen).hasSizeLessThan(40));
  }

  private static String text() {
    return MESSENGER.anonymous().get("/metrics").expect(200).text();
  }

  private static Map<String, Family> families(String text) {
    Map<String, Family> families = new TreeMap<>();
    text.lines()
        .forEach(line -> {
          Matcher help = HELP.matcher(line);
          Matcher type = TYPE.matcher(line);
          Matcher sample = SAMPLE.matcher(line);
          if (help.matches()) {
            families.computeIfAbsent(help.group(1), _ -> new Family()).help = help.group(2);
          } else if (type.matches()) {
            families.computeIfAbsent(type.group(1), _ -> new Family()).type = type.group(2);
          } else if (sample.matches() && sample.group(2) != null) {
            Family family = familyOf(families, sample.group(1));
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
              if (!UNTOLD.contains(label.group(1))) {
                family.labels.add(label.group(1));
              }
            }
          }
        });
    families.keySet().removeIf(name -> name.endsWith("_seconds_max"));
    return families;
  }

  private static Family familyOf(Map<String, Family> families, String sample) {
    String base = sample.replaceFirst("_(bucket|count|sum)$", "");
    Family own = families.get(sample);
    return own != null ? own : families.computeIfAbsent(base, _ -> new Family());
  }

  private static String table(Map<String, Family> families) {
    return families.entrySet().stream()
        .map(entry ->
            "| `%s` | %s | %s | %s |"
                .formatted(
                    entry.getKey(),
                    entry.getValue().type,
                    entry.getValue().labels.stream()
                        .map(label -> "`" + label + "`")
                        .collect(Collectors.joining(", ")),
                    entry.getValue().help))
        .collect(
            Collectors.joining(
                "\n", "| metric | type | labels | what it tells |\n|---|---|---|---|\n", "\n"));
  }

  private static String tableIn(String document) throws IOException {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(DOCUMENT + " has lost the marks around its table");
    }
    return document.substring(begin + BEGIN.length(), end);
  }
}
