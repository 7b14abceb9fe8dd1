package com.paidhr.messenger.shared;

import java.time.Instant;

/**
 * A fact that one module tells the others by a CDI event: a past-tense record of ids, never of
 * bodies or entities.
 */
public interface DomainEvent {

  /** When it became true, by the clock of the node that recorded it. */
  Instant occurredAt();
}
