package com.paidhr.messenger.media.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "moon.jpg, moon.jpg",
    "../../etc/passwd, passwd",
    "C:\\Users\\ann\\moon.jpg, moon.jpg",
    "fotografía 月.png, fotografía 月.png",
    "'folder/', file",
    "👩‍🚀.png, 👩‍🚀.png",
    "Cafe\u0301 \u1112\u1161\u11ab.png, Café 한.png",
  })
  void keepsTheLastSegment(String sent, String kept) {
    assertThat(FileName.of(sent)).isEqualTo(kept);
  }

  @Test
  void namesTheNameless() {
    assertThat(FileName.of(null)).isEqualTo("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", ".", "..", " .. ", "a/..", "a\\.", "\u200b", "\u3164", "x/\u2800"})
  void namesWhatNobodyCouldSeeOrUse(String sent) {
    assertThat(FileName.of(sent)).isEqualTo("file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nSet-Cookie: x",
        "a\u0000.png",
        "a\u007F",
        "a\u0085",
        "a\u2028",
        "a\u202Egpj.exe",
        "a\u2066",
        "\uFFFD.png",
        "a\uD800"
      })
  void refusesWhatDisguisesOrBreaks(String sent) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> FileName.of(sent))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONTENT));
  }

  @Test
  void countsCharactersNotUnits() {
    String longest = "👩".repeat(255);

    assertThat(FileName.of(longest)).isEqualTo(longest);
    assertThatExceptionOfType(DomainException.class).isThrownBy(() -> FileName.of(longest + "a"));
  }
}
