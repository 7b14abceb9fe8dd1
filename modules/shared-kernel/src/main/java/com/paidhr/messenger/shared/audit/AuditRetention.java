package com.paidhr.messenger.shared.audit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old entries, once a day. The chain says so first, with the hash of the last one removed,
 * so that nobody else can remove any unnoticed.
 */
@ApplicationScoped
class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

  private final AuditStore store;
  private final AuditLog log;
  private final AuditSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("audit-retention").factory());

  @Inject
  AuditRetention(AuditStore store, AuditLog log, AuditSettings settings, Clock clock) {
    this.store = store;
    this.log = log;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    timer.scheduleWithFixedDelay(this::removeQuietly, 1, 24, TimeUnit.HOURS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void removeQuietly() {
    try {
      removeOld();
    } catch (RuntimeException e) {
      LOG.warn("Old audit entries could not be removed, trying again: {}", e.toString());
    }
  }

  void removeOld() {
    store
        .newestBefore(clock.instant().minus(settings.keep()))
        .ifPresent(last -> {
          log.note(
              AuditEntry.of(null, AuditCheck.REMOVED)
                  .with(Map.of("upTo", Long.toString(last.number()), "hash", last.hash())));
          store.removeUpTo(last.number());
        });
  }
}
