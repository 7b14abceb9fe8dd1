package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.stores.StoreOutages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other modules what happened, after the store has it. An observer that fails does not
 * fail the deed: the store has the truth, and those who must not miss it look there.
 */
@ApplicationScoped
public class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final @Nullable Event<DomainEvent> events;

  @Inject
  Announcements(Event<DomainEvent> events) {
    this.events = events;
  }

  /** For the container's proxy, and for tests that listen in. */
  protected Announcements() {
    this.events = null;
  }

  void announce(DomainEvent event) {
    try {
      announceOrFail(event);
    } catch (RuntimeException e) {
      StoreOutages.behind(e)
          .ifPresentOrElse(
              StoreOutages::tell, () -> LOG.warn("An observer failed on {}", event, e));
    }
  }

  /**
   * The same for a deed that is done when the observers are, and that may be repeated until then.
   */
  void announceOrFail(DomainEvent event) {
    if (events != null) {
      events.fire(event);
    }
  }
}
