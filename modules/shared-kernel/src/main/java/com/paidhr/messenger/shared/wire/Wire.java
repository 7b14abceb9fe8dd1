package com.paidhr.messenger.shared.wire;

import java.util.function.BooleanSupplier;

/**
 * What all connections share.
 *
 * @param leaving whether clients are asked to go elsewhere, because this node is about to stop
 */
record Wire(
    WireSettings settings,
    Connections connections,
    Answers answers,
    Faults faults,
    BooleanSupplier leaving) {

  boolean isLeaving() {
    return leaving.getAsBoolean();
  }
}
