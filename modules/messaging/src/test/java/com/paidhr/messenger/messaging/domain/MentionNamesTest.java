package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is mentioned and who is not, line by line. // #16 */
class MentionNamesTest {

  static Stream<JsonNode> cases() throws IOException, URISyntaxException {
    List<JsonNode> cases = new ArrayList<>();
    for (String file : List.of("mentions.jsonl", "mentions-own.jsonl")) {
      var resource = Objects.requireNonNull(MentionNamesTest.class.getResource("/text/" + file));
      for (String line : Files.readAllLines(Path.of(resource.toURI()))) {
        cases.add(new JsonMapper().readTree(line));
      }
    }
    return cases.stream();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mentionsPeople(JsonNode line) {
    List<String> members = texts(line.path("members"));

    MentionNames found = MentionNames.in(line.path("text").asText());

    List<String> mentioned =
        found.names().stream()
            .map(name -> members.contains(name.plain()) ? name.plain() : name.written())
            .filter(members::contains)
            .distinct()
            .toList();
    assertThat(mentioned).containsExactlyElementsOf(texts(line.path("mentions")));
    assertThat(found.all()).isEqualTo(line.path("all").asBoolean());
  }

  @Test
  void readsQuotesHoweverDeep() {
    String deep = ">".repeat(100_000);

    assertThat(MentionNames.in(deep + "`x`\n@ann").isEmpty()).isFalse();
    assertThat(MentionNames.in("```\n@ann\n" + deep + "x").isEmpty()).isTrue();
  }

  @Test
  void findsNobodyInNothing() {
    assertThat(MentionNames.in(null).isEmpty()).isTrue();
    assertThat(MentionNames.in("no one @ all").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@a",
        "`",
        "``` ",
        "```x\na```\n",
        "a://",
        "@a_",
        "_@",
        "> ",
        "`a``b",
        "\\`",
        "(@"
      })
  void isQuickWhateverIsRepeated(String part) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> MentionNames.in(part.repeat(40_000 / part.length()) + "@ann"));
  }
}
