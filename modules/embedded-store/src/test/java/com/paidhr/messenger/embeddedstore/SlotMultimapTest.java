package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotMultimapTest {

  @Test
  void holdsWhatAMapOfListsHolds() {
    var random = new Random(7);
    var map = new SlotMultimap();
    Map<Integer, List<Integer>> model = new HashMap<>();

    for (int step = 0; step < 200_000; step++) {
      // Few different low bits, so that places collide and deletions move others.
      int hash = (random.nextInt(40) << 20) | random.nextInt(50);
      List<Integer> slots = model.computeIfAbsent(hash, none -> new ArrayList<>());
      if (slots.isEmpty() || random.nextInt(5) < 2) {
        int slot = random.nextInt(1_000_000);
        map.add(hash, slot);
        slots.add(slot);
      } else {
        Integer slot = slots.remove(random.nextInt(slots.size()));
        map.remove(hash, slot);
      }
    }

    model.forEach((hash, slots) -> {
      assertThat(Arrays.stream(map.get(hash)).boxed()).containsExactlyInAnyOrderElementsOf(slots);
      assertThat(map.count(hash)).isEqualTo(slots.size());
    });
    assertThat(map.size())
        .isEqualTo(model.values().stream().filter(slots -> !slots.isEmpty()).count());
  }
}
