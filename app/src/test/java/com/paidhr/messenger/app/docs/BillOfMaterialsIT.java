package com.paidhr.messenger.app.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials names every library that the service ships, with its licence. */
class BillOfMaterialsIT {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("messenger.root")).resolve("docs/licences.md");
  private static final String OURS = "com.paidhr.messenger:";
  private static final Path JAR = Path.of(System.getProperty("messenger.jar"));

  @Test
  void namesEveryLibraryThatIsShipped() throws IOException {
    List<String> named = new ArrayList<>();
    for (JsonNode component : components()) {
      named.add(component.path("name").asText() + "-" + component.path("version").asText());
    }

    try (Stream<Path> shipped = Files.list(JAR.resolveSibling("libs"))) {
      assertThat(shipped.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(named).anyMatch(jar::startsWith));
    }
  }

  @Test
  void saysTheLicenceOfEach() throws IOException {
    assertThat(components())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.path("licenses")).as("%s", each.path("name")).isNotEmpty());
  }

  /** {@code docs/licences.md} is what a person reads of it. */
  @Test
  void isWhatTheDocumentSays() throws IOException {
    String expected = document(components());
    Path file = JAR.resolveSibling("licences.md");
    Files.writeString(file, expected);

    assertThat(Files.readString(DOCUMENT)).as("copy %s to %s", file, DOCUMENT).isEqualTo(expected);
  }

  private static String document(JsonNode components) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : components) {
      lines.add(
          "| `%s:%s` | %s | %s |"
              .formatted(
                  each.path("group").asText(),
                  each.path("name").asText(),
                  each.path("version").asText(),
                  licences(each)));
    }
    return """
    # Licences of the libraries

    Every library that the service ships, from its bill of materials (`app/target/messenger-bom.json`, CycloneDX; in the
    image, too). `BillOfMaterialsIT` writes this page to `app/target/licences.md` and compares.

    | library | version | licence |
    |---|---|---|
    """
        + lines.stream()
            .filter(line -> !line.startsWith("| `" + OURS))
            .sorted()
            .collect(joining("\n", "", "\n"));
  }

  private static String licences(JsonNode component) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : component.path("licenses")) {
      JsonNode licence = each.path("license");
      names.add(
          each.path("expression").asText(licence.path("id").asText(licence.path("name").asText())));
    }
    return String.join(" or ", names);
  }

  private static JsonNode components() throws IOException {
    return new ObjectMapper()
        .readTree(JAR.resolveSibling("messenger-bom.json").toFile())
        .path("components");
  }
}
