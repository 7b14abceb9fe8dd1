package com.paidhr.messenger.messaging.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityVersionTest {

  @Test
  void asksForNoVersionWithoutTheHeaderAndForAny() {
    assertThat(EntityVersion.expected(null, () -> 7)).isEmpty();
    assertThat(EntityVersion.expected(" * ", () -> 7)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"3\"|3",
        " \"3\" |3",
        "\"3\", \"7\"|7",
        "\"7\",\"3\"|7",
        ", \"7\" , , \"8\",|7",
        "W/\"3\", \"7\"|7",
        "\"a,b\", \"7\"|7",
        "\"6\", \"7\"|7",
        "\"6\", \"9\"|6"
      })
  void takesTheTagThatFits(String header, long version) {
    assertThat(EntityVersion.expected(header, () -> 7)).hasValue(version);
  }

  /** No message has such a version, nor the one before its first. */
  @ParameterizedTest
  @ValueSource(
      strings = {"W/\"7\"", "\"\"", "\"seven\"", "\"07\"", "\"1\", \"2\"", "W/\"7\", \"x\""})
  void fitsNoVersion(String header) {
    assertThat(EntityVersion.expected(header, () -> 7)).hasValue(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",", "7", "\"7", "7\"", "\"7\" \"8\"", "w/\"7\"", "*, \"7\"", "\"7\";"})
  void refusesWhatIsNoListOfTags(String header) {
    assertRefused(header);
  }

  private static void assertRefused(String header) {
    assertThatThrownBy(() -> EntityVersion.expected(header, () -> 7))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_PARAMETER));
  }
}
