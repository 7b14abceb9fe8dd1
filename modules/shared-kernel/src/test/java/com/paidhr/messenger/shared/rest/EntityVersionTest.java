package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityVersionTest {

  @Test
  void asksForNoVersionWithoutTheHeaderAndForAny() {
    assertThat(EntityVersion.expected(List.of(), () -> 7)).isEmpty();
    assertThat(EntityVersion.expected(List.of(" * "), () -> 7)).isEmpty();
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
    assertThat(EntityVersion.expected(List.of(header), () -> 7)).hasValue(version);
  }

  @Test
  void readsSeveralLinesAsOneList() {
    assertThat(EntityVersion.expected(List.of("\"3\"", "\"7\""), () -> 7)).hasValue(7);
  }

  @Test
  void letsOnlyTheVersionThroughThatThereIs() {
    EntityVersion.check(List.of(), 7);
    EntityVersion.check(List.of("*"), 7);
    EntityVersion.check(List.of("\"0\""), 0);
    EntityVersion.check(List.of("\"7\""), 7);
    EntityVersion.check(List.of("\"6\", \"7\""), 7);
    for (String other : List.of("\"6\"", "\"6\", \"8\"", "W/\"7\"", "\"x\"")) {
      assertThatThrownBy(() -> EntityVersion.check(List.of(other), 7))
          .isInstanceOfSatisfying(
              DomainException.class,
              refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.VERSION_CONFLICT));
    }
  }

  /** Nothing has such a version, nor the one before its first. */
  @ParameterizedTest
  @ValueSource(
      strings = {"W/\"7\"", "\"\"", "\"seven\"", "\"07\"", "\"1\", \"2\"", "W/\"7\", \"x\""})
  void fitsNoVersion(String header) {
    assertThat(EntityVersion.expected(List.of(header), () -> 7)).hasValue(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",", "7", "\"7", "7\"", "\"7\" \"8\"", "w/\"7\"", "*, \"7\"", "\"7\";"})
  void refusesWhatIsNoListOfTags(String header) {
    assertRefused(header);
  }

  private static void assertRefused(String header) {
    assertThatThrownBy(() -> EntityVersion.expected(List.of(header), () -> 7))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_PARAMETER));
  }
}
