package com.paidhr.messenger.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be found and what must not, line by line. // #16 */
class SearchCasesTest {

  static Stream<JsonNode> cases() {
    return Stream.of("search.jsonl", "search-own.jsonl").flatMap(file -> Cases.of(file).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatPeopleSee(JsonNode line) {
    String text = line.path("text").asText();
    SearchQuery query = SearchQuery.of(line.path("query").asText());

    assertThat(finds(text, query))
        .as("%s in %s", query, Words.terms(text))
        .isEqualTo(line.path("found").asBoolean());
  }

  /** As a store and the search behind it do together. */
  static boolean finds(String text, SearchQuery query) {
    List<String> terms = Words.terms(text);
    String prefix = query.prefix();
    return !query.isEmpty()
        && terms.containsAll(query.lookedUp())
        && (prefix == null || terms.stream().anyMatch(term -> term.startsWith(prefix)))
        && query.matches(List.of(text));
  }
}
