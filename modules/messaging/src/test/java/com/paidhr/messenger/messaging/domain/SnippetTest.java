package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.messaging.domain.Snippet.Highlight;
import com.paidhr.messenger.shared.text.SearchQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

  @Test
  void highlightsTheWordsInTheSnippet() {
    String body = "x".repeat(300) + " the Moon is near, moonlight";
    Snippet snippet = Snippet.of(body, SearchQuery.of("moon"));

    assertThat(snippet.text()).hasSizeLessThanOrEqualTo(160).contains("Moon is near");
    assertThat(snippet.highlights())
        .extracting(h -> snippet.text().substring(h.start(), h.end()))
        .containsExactly("Moon", "moonlight");
  }

  @Test
  void highlightsPartsOfWordsAndPairsOfCharacters() {
    Snippet part = Snippet.of("call getUserName first", SearchQuery.of("name first"));
    Snippet pairs = Snippet.of("今天上午开会", SearchQuery.of("上午开会"));

    assertThat(part.highlights())
        .extracting(h -> part.text().substring(h.start(), h.end()))
        .containsExactly("Name", "first");
    assertThat(pairs.highlights())
        .extracting(h -> pairs.text().substring(h.start(), h.end()))
        .containsExactly("上午开会");
  }

  @Test
  void cutsNoCharacterInTwo() {
    Snippet snippet = Snippet.of("😀".repeat(200), SearchQuery.of("nothing"));

    assertThat(snippet.text()).isEqualTo("😀".repeat(80));
    assertThat(snippet.highlights()).isEqualTo(List.<Highlight>of());
  }
}
