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

/** Looks for scheduled messages whose time has come, on every node. */
@ApplicationScoped
class DueMessagesLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DueMessagesLoop.class);
  private static final int SECONDS_TO_END = 3;

  private final SendDueMessages sendDue;
  private final MessagingSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("due-messages").factory());

  @Inject
  DueMessagesLoop(SendDueMessages sendDue, MessagingSettings settings) {
    this.sendDue = sendDue;
    this.settings = settings;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    long millis = settings.sendDueEvery().toMillis();
    timer.scheduleWithFixedDelay(this::runQuietly, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void runQuietly() {
    try {
      sendDue.run();
    } catch (RuntimeException e) {
      LOG.warn("Scheduled messages could not be sent, trying again later: {}", e.toString());
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
