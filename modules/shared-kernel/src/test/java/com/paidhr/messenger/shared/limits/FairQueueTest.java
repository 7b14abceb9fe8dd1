package com.paidhr.messenger.shared.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  void servesOneBranchInOrder() {
    add("hash", "a", "ann", "1", "2", "3");

    assertThat(drained()).containsExactly("1", "2", "3");
  }

  @Test
  void letsKindsAddressesAndUsersTakeTurns() {
    add("hash", "flood", "x", "f1", "f2", "f3", "f4");
    add("hash", "home", "ann", "a1");
    add("login", "flood", "ann", "l1");
    add("login", "flood", "bob", "l2");

    assertThat(drained()).containsExactly("f1", "l1", "a1", "l2", "f2", "f3", "f4");
  }

  @Test
  void countsAndForgetsWhatIsTakenOut() {
    add("hash", "a", "ann", "1", "2");

    assertThat(queue.size(List.of("hash"))).isEqualTo(2);
    assertThat(queue.remove(List.of("hash", "a", "ann"), "1")).isTrue();
    assertThat(queue.remove(List.of("hash", "a", "ann"), "1")).isFalse();
    assertThat(queue.remove(List.of("hash", "b", "ann"), "2")).isFalse();
    assertThat(queue.size(List.of("hash", "a", "ann"))).isEqualTo(1);
    assertThat(drained()).containsExactly("2");
    assertThat(queue.size(List.of())).isZero();
  }

  private void add(String kind, String address, String user, String... items) {
    for (String item : items) {
      queue.add(List.of(kind, address, user), item);
    }
  }

  private List<String> drained() {
    List<String> items = new ArrayList<>();
    for (String item = queue.poll(); item != null; item = queue.poll()) {
      items.add(item);
    }
    return items;
  }
}
