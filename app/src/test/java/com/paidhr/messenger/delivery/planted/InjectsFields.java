package com.paidhr.messenger.delivery.planted;

import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Has a field that only the container can fill. */
public class InjectsFields {
  @Inject @Nullable Clock clock;
}
