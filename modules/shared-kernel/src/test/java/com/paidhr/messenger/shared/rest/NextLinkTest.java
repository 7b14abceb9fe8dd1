package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLinkTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,cursor=n",
        "cursor=c,cursor=n",
        "limit=2,limit=2&cursor=n",
        "before=9&limit=2&q=a%26b,limit=2&q=a%26b&cursor=n",
        "around=9&after=1,cursor=n",
        "afterwards=1,afterwards=1&cursor=n"
      })
  void keepsWhatIsAskedForAndReplacesThePlace(String query, String following) {
    assertThat(NextLink.following(query, "n")).isEqualTo(following);
  }

  @ParameterizedTest
  @CsvSource({"a>b,cursor=a%3Eb", "a&b,cursor=a%26b"})
  void encodesTheCursor(String next, String following) {
    assertThat(NextLink.following(null, next)).isEqualTo(following);
  }
}
