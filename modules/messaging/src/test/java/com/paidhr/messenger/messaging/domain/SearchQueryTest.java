package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.messaging.domain.Snippet.Highlight;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

  @Test
  void takesTheLastWordAsBeginningUntilSomethingFollowsIt() {
    assertThat(SearchQuery.of("moon land").prefix()).isEqualTo("land");
    assertThat(SearchQuery.of("moon land").terms()).containsExactly("moon");
    assertThat(SearchQuery.of("moon land ").prefix()).isNull();
    assertThat(SearchQuery.of("moon land ").terms()).containsExactly("moon", "land");
  }

  @Test
  void foldsCaseAccentsAndWidth() {
    assertThat(Words.terms("CAFÉ Straße ΟΔΥΣΣΕΎΣ Ёлка ｆｕｌｌ"))
        .containsExactly("cafe", "strasse", "οδυσσευσ", "елка", "full");
  }

  @Test
  void keepsMarksThatMakeAnotherLetter() {
    assertThat(Words.terms("が")).isNotEqualTo(Words.terms("か"));
  }

  @Test
  void cutsChineseAndJapaneseIntoCharactersAndPairs() {
    assertThat(Words.terms("東京都")).contains("東京", "京都", "京");
    assertThat(SearchQuery.of("京都").prefix()).isNull();
    assertThat(Words.terms("東京都")).containsAll(SearchQuery.of("京都").terms());
  }

  @Test
  void wantsQuotedWordsTogetherAndInOrder() {
    SearchQuery query = SearchQuery.of("\"we've had a problem\"");

    assertThat(query.hasPhrases(List.of("Houston, we've had a problem here"))).isTrue();
    assertThat(query.hasPhrases(List.of("a problem we've had"))).isFalse();
    assertThat(query.hasPhrases(List.of("we've had no problem, a big one"))).isFalse();
  }

  @Test
  void survivesUnclosedQuotesAndPatterns() {
    assertThat(SearchQuery.of("\"open").terms()).containsExactly("open");
    assertThat(SearchQuery.of(".*(a+)+$ ^").terms()).containsExactly("a");
    assertThat(SearchQuery.of("!?").isEmpty()).isTrue();
  }

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
  void cutsNoCharacterInTwo() {
    Snippet snippet = Snippet.of("😀".repeat(200), SearchQuery.of("nothing"));

    assertThat(snippet.text()).isEqualTo("😀".repeat(80));
    assertThat(snippet.highlights()).isEqualTo(java.util.List.<Highlight>of());
  }
}
