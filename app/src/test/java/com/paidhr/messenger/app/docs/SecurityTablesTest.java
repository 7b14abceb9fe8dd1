package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line of the tables of attacks in {@code docs/security.md} names tests that there are. */
class SecurityTablesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  private static String tables() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/security.md"));
    return document.substring(
        document.indexOf("<!-- attacks: checked by a test -->"),
        document.indexOf("<!-- end of attacks -->"));
  }

  private static List<List<String>> lines() throws IOException {
    return tables()
        .lines()
        .filter(line -> line.startsWith("| ") && !line.contains("| held by |"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  SecurityTablesTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nameTestsThatThereAre() throws IOException {
    Map<String, String> tests = tests();
    Matcher named = NAMED.matcher(tables());
    int count = 0;
    while (named.find()) {
      count++;
      assertThat(tests).as(named.group()).containsKey(named.group(1));
      if (named.group(2) != null) {
        assertThat(tests.get(named.group(1)))
            .as(named.group())
            .contains(" " + named.group(2) + "(");
      }
    }
    assertThat(count).isGreaterThan(40);
  }

  @Test
  void haveAllRisksAndSayWhereNothingIsDone() throws IOException {
    assertThat(lines().stream().filter(cells -> cells.get(1).startsWith("API")).toList())
        .hasSize(10);
    assertThat(lines())
        .allSatisfy(cells ->
            assertThat(NAMED.matcher(cells.get(3)).find() || cells.get(2).contains("out of scope"))
                .as("%s", cells)
                .isTrue());
  }
}
