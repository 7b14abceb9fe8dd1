package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final UserId ANN = new UserId("ann");

  private final Doubts doubts = new Doubts();
  private final List<UserId> looked = new ArrayList<>();

  DoubtsTest() {
    doubts.add(List.of(ANN));
  }

  @Test
  void looksOnce() {
    doubts.settle(ANN, looked::add);
    doubts.settle(ANN, looked::add);

    assertThat(looked).containsExactly(ANN);
  }

  @Test
  void looksAgainWhenMoreWasMissedMeanwhile() {
    doubts.settle(ANN, user -> doubts.add(List.of(user)));

    doubts.settle(ANN, looked::add);

    assertThat(looked).containsExactly(ANN);
  }

  @Test
  void looksAgainWhenTheStoreDidNotAnswer() {
    assertThatThrownBy(() ->
            doubts.settle(
                ANN,
                user -> {
                  throw new IllegalStateException("The store is away");
                }))
        .isInstanceOf(IllegalStateException.class);

    doubts.settle(ANN, looked::add);

    assertThat(looked).containsExactly(ANN);
  }
}
