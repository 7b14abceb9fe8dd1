package com.paidhr.messenger.media.application;

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

/** Collects again and again while the application runs. */
@ApplicationScoped
class CollectorLoop {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);

  private final FileCollector collector;
  private final MediaSettings settings;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("media-collector").factory());

  @Inject
  CollectorLoop(FileCollector collector, MediaSettings settings) {
    this.collector = collector;
    this.settings = settings;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    long pause = settings.collectEvery().toMillis();
    var _ =
        clockwork.scheduleWithFixedDelay(this::collectOnce, pause, pause, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    clockwork.shutdownNow();
  }

  private void collectOnce() {
    try {
      collector.collect();
    } catch (RuntimeException e) {
      LOG.warn("Collecting files failed and is tried again later: {}", e.toString());
    }
  }
}
