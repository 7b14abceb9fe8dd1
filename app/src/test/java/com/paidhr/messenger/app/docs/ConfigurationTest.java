package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.config.Settings;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/configuration.md} is what the modules read, no more and no less. */
class ConfigurationTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final Path EXPECTED = Path.of("target", "configuration-table.md");
  private static final String BEGIN = "<!-- settings: checked by a test -->\n";
  private static final String END = "<!-- end of settings -->";

  @BeforeAll
  static void nameTheStores() {
    System.setProperty("mongodb.uri", "mongodb://localhost");
    System.setProperty("redis.uri", "redis://localhost");
  }

  @AfterAll
  static void forgetTheStores() {
    System.clearProperty("mongodb.uri");
    System.clearProperty("redis.uri");
  }

  @Test
  void documentsEverySettingWithItsDefaultAndMeaning() throws Exception {
    String expected = table(allSettings());
    Files.writeString(EXPECTED, expected);

    assertThat(tableIn(Files.readString(DOCUMENT)))
        .as("copy %s into %s", EXPECTED, DOCUMENT)
        .isEqualTo(expected);
  }

  private static Settings allSettings() throws ReflectiveOperationException {
    var settings = new Settings();
    for (JavaClass producer : producers()) {
      Class<?> type = producer.reflect();
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object instance = constructor.newInstance();
      for (JavaMethod method : producer.getMethods()) {
        if (method.isAnnotatedWith(Produces.class)) {
          Method reader = method.reflect();
          reader.setAccessible(true);
          reader.invoke(instance, settings);
        }
      }
    }
    return settings;
  }

  private static List<JavaClass> producers() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.paidhr.messenger")
            .stream()
            .filter(c -> c.getName().endsWith("Settings$Producer"))
            .toList();
  }

  private static String table(Settings settings) {
    return settings.known().stream()
        .map(setting ->
            "| `%s` | `%s` | %s | %s |"
                .formatted(
                    setting.name(),
                    setting.name().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT),
                    setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`",
                    setting.meaning()))
        .collect(
            Collectors.joining(
                "\n", "| setting | environment | default | meaning |\n|---|---|---|---|\n", "\n"));
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
