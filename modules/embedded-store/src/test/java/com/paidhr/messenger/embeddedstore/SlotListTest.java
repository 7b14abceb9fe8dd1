package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotListTest {

  @Test
  void holdsWhatAListHolds() {
    var random = new Random(11);
    for (int run = 0; run < 2_000; run++) {
      int largest = 1 << (1 + random.nextInt(30));
      var list = new SlotList(0, Integer.MAX_VALUE);
      List<Integer> model = new ArrayList<>(List.of(0, Integer.MAX_VALUE));
      for (int step = 0; step < 100; step++) {
        if (model.isEmpty() || random.nextInt(5) < 3) {
          int slot = random.nextInt(largest);
          list.add(slot);
          model.add(slot);
        } else {
          Integer slot = model.get(random.nextInt(model.size()));
          list.remove(slot);
          model.remove(slot);
        }
        assertThat(list.count()).isEqualTo(model.size());
      }
      assertThat(list.toArray()).containsExactly(model.stream().mapToInt(slot -> slot).toArray());
    }
  }

  @Test
  void leavesOthersAloneWhenAnAbsentSlotIsRemoved() {
    var list = new SlotList(3, 70);

    list.remove(4);

    assertThat(list.toArray()).containsExactly(3, 70);
  }

  @Test
  void takesAboutOneByteForASlotThatFollowsClosely() {
    var list = new SlotList(0, 1);
    IntStream.range(2, 100_000).forEach(slot -> list.add(slot * 10));

    assertThat(list.memory()).isLessThan(130_000);
  }
}
