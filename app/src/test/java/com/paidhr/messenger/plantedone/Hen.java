package com.paidhr.messenger.plantedone;

import com.paidhr.messenger.plantedtwo.Egg;

/** One half of a cycle. */
public interface Hen {
  Egg lay();
}
