package com.paidhr.messenger.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertThat(SearchQuery.of("京都").terms()).containsExactly("京都");
  }

  @Test
  void wantsQuotedWordsTogetherAndInOrder() {
    SearchQuery query = SearchQuery.of("\"we've had a problem\"");

    assertThat(query.matches(List.of("Houston, we've had a problem here"))).isTrue();
    assertThat(query.matches(List.of("a problem we've had"))).isFalse();
    assertThat(query.matches(List.of("we've had no problem, a big one"))).isFalse();
    assertThat(query.matches(List.of("we've had a", "problem"))).isFalse();
  }

  @Test
  void survivesUnclosedQuotesAndPatterns() {
    assertThat(SearchQuery.of("\"open").terms()).containsExactly("open");
    assertThat(SearchQuery.of(".*(a+)+$ ^").terms()).containsExactly("a");
    assertThat(SearchQuery.of("!?").isEmpty()).isTrue();
  }

  @Test
  void asksAStoreForSomeTermsAndComparesTheOthers() {
    String typed =
        IntStream.range(0, 100).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    SearchQuery query = SearchQuery.of(typed + " ");

    assertThat(query.lookedUp()).hasSizeLessThan(20);
    assertThat(query.matches(List.of(typed))).isTrue();
    assertThat(query.matches(List.of(typed.replace("word50", "")))).isFalse();
  }

  @Test
  void boundsTheTermsOfAText() {
    String many =
        IntStream.range(0, 40_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

    assertThat(Words.terms(many)).hasSize(Words.MAX_TERMS);
    assertThat(Words.terms("aB".repeat(20_000))).hasSizeLessThanOrEqualTo(Words.MAX_TERMS);
  }

  @Test
  void makesOneKeyOfANameForSearchesWithin() {
    assertThat(Words.key("O’Brien  Łukasz")).isEqualTo("obrien lukasz");
    assertThat(Words.key("王小明, #general-Chat")).isEqualTo("王小明 general chat");
    assertThat(Words.key("ab".repeat(50))).isEqualTo("ab".repeat(50));
  }
}
