package com.paidhr.messenger.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordsPropertiesTest {
  private static final String[] PIECES = {
    "harbour",
    "Größe",
    "getUserName",
    "MAX_RETRY",
    "l’hôpital",
    "O'Brien",
    "Łódź",
    "明日の会議",
    "내일회의",
    "ประชุมพรุ่งนี้",
    "ខ្ញុំចូលចិត្ត",
    "שָׁלוֹם",
    "كِتَاب",
    "Ｆｕｌｌ",
    "❤️",
    "👩🏽‍💻",
    "1️⃣",
    "🇩🇪",
    "a.example",
    "x@y.example",
    "می‌خواهم",
    "2026-05-17",
    "Q3_report.pdf",
    "नमस्ते",
    "ж".repeat(70)
  };
  private static final String[] SIGNS = {" ", ", ", " — ", "\n", "! ", " (", "\t"};

  @Provide
  Arbitrary<List<String>> sentences() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.strings().all().ofMaxLength(300);
  }

  @Property(tries = 300)
  void everyWordOfATextFindsIt(
      @ForAll("sentences") List<String> words, @ForAll int sign, @ForAll int chosen) {
    String text = String.join(SIGNS[Math.floorMod(sign, SIGNS.length)], words);
    String word = words.get(Math.floorMod(chosen, words.size()));

    assertThat(SearchCasesTest.finds(text, SearchQuery.of(word))).as(word).isTrue();
    assertThat(SearchCasesTest.finds(text, SearchQuery.of("\"" + word + "\""))).as(word).isTrue();
    assertThat(SearchCasesTest.finds(text, SearchQuery.of(text))).isTrue();
  }

  @Property(tries = 300)
  void theFormOfAWordDoesNotMatter(@ForAll("sentences") List<String> words) {
    String text = String.join(" ", words);
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);

    assertThat(Words.key(apart)).isEqualTo(Words.key(text));
    assertThat(Words.key(text.toUpperCase(Locale.ROOT))).isEqualTo(Words.key(text));
  }

  @Property(tries = 500)
  void anyTextIsCutIntoWordsInItsBounds(@ForAll("anything") String text) {
    int start = 0;
    int position = 0;
    for (Word word : Words.of(text)) {
      assertThat(word.term()).isNotEmpty();
      assertThat(word.start()).isGreaterThanOrEqualTo(start);
      assertThat(word.end()).isGreaterThan(word.start()).isLessThanOrEqualTo(text.length());
      position = Math.max(position, word.position());
      start = word.start();
    }
    assertThat(Words.terms(text)).doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void whatIsFoldedFoldsToItself(@ForAll("sentences") List<String> words) {
    String key = Words.key(String.join(" ", words));

    assertThat(Words.key(key)).isEqualTo(key);
  }
}
