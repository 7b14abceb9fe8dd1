package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script says what it takes and answers, and has one class and one test. */
class ScriptFilesTest {
  private static final Path SCRIPTS =
      Path.of("src/main/resources")
          .resolve(ScriptFilesTest.class.getPackageName().replace('.', '/'));

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(file -> file.toString().endsWith(".lua")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isDocumentedAndHasAClassAndATest(Path script) throws IOException {
    String header =
        Files.readAllLines(script).stream()
            .takeWhile(line -> line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    String name =
        Arrays.stream(script.getFileName().toString().replace(".lua", "").split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining("", getClass().getPackageName() + ".", "Script"));

    assertThat(header).contains("KEYS[1]", "ARGV[1]", "-- returns ");
    assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException();
    assertThatCode(() -> Class.forName(name + "IT")).doesNotThrowAnyException();
  }
}
