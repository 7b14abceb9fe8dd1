package com.paidhr.messenger.messaging.application;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old messages, and erases users, again and again while the application runs. */
@ApplicationScoped
class RetentionLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);
  private static final int SECONDS_TO_END = 3;

  private final RemoveOldMessages removeOld;
  private final AdvanceErasures erasures;
  private final MessagingSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("retention").factory());

  @Inject
  RetentionLoop(RemoveOldMessages removeOld, AdvanceErasures erasures, MessagingSettings settings) {
    this.removeOld = removeOld;
    this.erasures = erasures;
    this.settings = settings;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    long millis = settings.retentionEvery().toMillis();
    timer.scheduleWithFixedDelay(
        () -> {
          runQuietly("Users could not be erased", erasures::run);
          runQuietly("Old messages could not be removed", removeOld::run);
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private static void runQuietly(String failure, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{}, trying again later: {}", failure, e.toString());
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
