package com.paidhr.messenger.plantedtwo;

import com.paidhr.messenger.plantedone.Hen;

/** The other half of a cycle. */
public interface Egg {
  Hen hatch();
}
