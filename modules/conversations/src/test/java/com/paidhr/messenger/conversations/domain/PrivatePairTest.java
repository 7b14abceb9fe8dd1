package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivatePairTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final byte[] SECRET = {1};

  @Test
  void hasTheSameIdFromBothSides() {
    assertThat(PrivatePair.of(ANN, BOB)).isEqualTo(PrivatePair.of(BOB, ANN));
    assertThat(PrivatePair.of(ANN, BOB).conversation(SECRET).value()).matches("p[a-z2-7]{25}");
  }

  @Test
  void keepsTheIdOfBeforeThereWasASecret() {
    assertThat(PrivatePair.of(ANN, BOB).formerConversation().value())
        .isEqualTo("pbwqfzelhztdrm77qlge5bubex");
  }

  @Test
  void cannotBeToldWithoutTheSecret() {
    assertThat(PrivatePair.of(ANN, BOB).conversation(SECRET))
        .isEqualTo(PrivatePair.of(BOB, ANN).conversation(SECRET))
        .isNotEqualTo(PrivatePair.of(ANN, BOB).conversation(new byte[] {2}))
        .isNotEqualTo(PrivatePair.of(ANN, BOB).formerConversation());
  }

  @Test
  void hasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < i; j++) {
        ids.add(
            PrivatePair.of(new UserId("u" + i), new UserId("u" + j)).conversation(SECRET).value());
      }
    }
    assertThat(ids).hasSize(100 * 99 / 2);
  }

  @Test
  void holdsTheOneUserOfANoteToSelfOnce() {
    assertThat(PrivatePair.of(ANN, ANN).users()).isEqualTo(List.of(ANN));
  }
}
