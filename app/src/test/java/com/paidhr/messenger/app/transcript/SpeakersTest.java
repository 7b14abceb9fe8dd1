package com.paidhr.messenger.app.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpeakersTest {

  @Test
  void namesPlainSpeakersPlainly() {
    assertThat(Speakers.username("CC")).isEqualTo("speaker-cc");
  }

  @Test
  void keepsSpeakersApartThatLookAlikeAndWithinTheRulesForUsernames() {
    var names =
        Stream.of("F/S", "FS", "F S", "Ф", "Х", "x".repeat(64), "x".repeat(63))
            .map(Speakers::username)
            .toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9._-]{3,32}"));
  }
}
