package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-z_0", "01j9zzzzzzzzzzzzzzzzzzzzzz"})
  void acceptsUrlSafeStrings(String value) {
    assertThat(new UserId(value)).hasToString(value).isEqualTo(UserId.fromString(value));
    assertThat(ConversationId.fromString(value)).hasToString(value);
    assertThat(MediaId.fromString(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "ä", "a\n", "$ne", "a\u0000"})
  void refusesEverythingElse(String value) {
    assertThatExceptionOfType(InvalidIdException.class).isThrownBy(() -> new UserId(value));
    assertThatExceptionOfType(InvalidIdException.class).isThrownBy(() -> new ConversationId(value));
    assertThatExceptionOfType(InvalidIdException.class).isThrownBy(() -> new MediaId(value));
  }

  @Test
  void boundsTheLength() {
    assertThat(new UserId("x".repeat(64)).value()).hasSize(64);
    assertThatExceptionOfType(InvalidIdException.class)
        .isThrownBy(() -> new UserId("x".repeat(65)));
    assertThatExceptionOfType(InvalidIdException.class)
        .isThrownBy(() -> new UserId("x".repeat(100_000)))
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(120));
  }

  @ParameterizedTest
  @ValueSource(strings = {"room.1", "room.999999999999999999", "a-b_c.42"})
  void writesMessageIdsAsTheyAreRead(String value) {
    assertThat(MessageId.fromString(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "room",
        "room.",
        ".1",
        "room.0",
        "room.01",
        "room.-1",
        "room.+1",
        "room.1 ",
        "room.1.5",
        "room.x",
        "room.1000000000000000000",
        "ro om.1",
        "room.１"
      })
  void refusesOtherMessageIds(String value) {
    assertThatExceptionOfType(InvalidIdException.class)
        .isThrownBy(() -> MessageId.fromString(value));
  }

  @Test
  void ordersMessagesByPlaceNotByText() {
    assertThat(Stream.of("b.1", "a.10", "a.9", "a.1").map(MessageId::fromString).sorted().toList())
        .extracting(MessageId::value)
        .containsExactly("a.1", "a.9", "a.10", "b.1");
  }

  @Test
  void makesIdsThatAreWellFormedAndUnique() {
    IdGenerator ids = new IdGenerator();

    List<String> made = IntStream.range(0, 10_000).mapToObj(i -> ids.next()).toList();

    assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-z]{26}"));
  }
}
