package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.testsupport.Answer;
import java.util.Arrays;

/** What every error has in common, whoever caused it and wherever it was found. */
final class ProblemAnswer {
  private ProblemAnswer() {}

  /** Problem details of a known type with its own status, from which nobody learns our insides. */
  static void check(Answer answer) {
    assertThat(answer.header("Content-Type"))
        .as(answer.toString())
        .isEqualTo("application/problem+json");
    ProblemType type =
        Arrays.stream(ProblemType.values())
            .filter(known -> known.slug().equals(answer.problem()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("Unknown type of problem: " + answer));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(type.status());
    assertThat(answer.at("/status").asInt()).as(answer.toString()).isEqualTo(type.status());
    assertThat(answer.at("/title").asText()).as(answer.toString()).isEqualTo(type.title());
    assertThat(answer.text())
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("at com.", "java.", "com.paidhr", "jackson", "helidon", "jersey");
    if (type.status() == 400 || type.status() == 422) {
      assertThat(answer.at("/errors").size()).as(answer.toString()).isPositive();
      assertThat(answer.at("/errors"))
          .allSatisfy(error -> assertThat(error.at("/detail").asText()).isNotBlank())
          .allSatisfy(error -> assertThat(error.has("pointer")).isTrue());
    }
  }
}
