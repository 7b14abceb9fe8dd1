package com.paidhr.messenger.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What Maven's enforcer bans is what the table of edges does not allow. */
class EnforcedEdgesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String ARTIFACT = "com.paidhr.messenger:messenger-";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shared",
        "embeddedstore",
        "identity",
        "conversations",
        "media",
        "messaging",
        "delivery",
        "web",
        "streams",
        "webhooks"
      })
  void bansEveryModuleThatTheArchitectureDoesNotAllow(String module) throws Exception {
    var banned = new TreeSet<>(Edges.ALLOWED.keySet());
    banned.removeAll(Edges.reachableFrom(module));

    Set<String> expected =
        banned.stream().map(EnforcedEdgesTest::artifactOf).collect(Collectors.toSet());
    expected.add("test-support");
    Set<String> allowed =
        Edges.ALLOWED.getOrDefault(module, Set.of()).stream()
            .map(EnforcedEdgesTest::artifactOf)
            .collect(Collectors.toSet());
    assertThat(bannedByEnforcer(module)).containsAll(expected).noneMatch(allowed::contains);
  }

  @Test
  void coversEveryModuleOfTheBuild() throws Exception {
    Set<String> modules =
        texts(parse(ROOT.resolve("pom.xml")), "module").stream()
            .filter(name -> name.startsWith("modules/"))
            .map(name -> name.substring("modules/".length()))
            .filter(name -> !name.equals("test-support"))
            .collect(Collectors.toSet());

    assertThat(modules)
        .containsExactlyInAnyOrderElementsOf(
            Edges.ALLOWED.keySet().stream().map(EnforcedEdgesTest::artifactOf).toList());
  }

  private static Set<String> bannedByEnforcer(String module) throws Exception {
    Path pom = ROOT.resolve("modules").resolve(artifactOf(module)).resolve("pom.xml");
    return texts(parse(pom), "exclude").stream()
        .filter(pattern -> pattern.startsWith(ARTIFACT) && pattern.endsWith(":*:*:compile"))
        .map(pattern ->
            pattern.substring(ARTIFACT.length(), pattern.indexOf(':', ARTIFACT.length())))
        .collect(Collectors.toSet());
  }

  private static String artifactOf(String module) {
    return switch (module) {
      case "shared" -> "shared-kernel";
      case "embeddedstore" -> "embedded-store";
      default -> module;
    };
  }

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static Set<String> texts(Document document, String element) {
    var found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent().strip())
        .collect(Collectors.toSet());
  }
}
