package com.paidhr.messenger.app.docs;

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

  private static JsonNode components() throws IOException {
    return new ObjectMapper()
        .readTree(JAR.resolveSibling("messenger-bom.json").toFile())
        .path("components");
  }
}
