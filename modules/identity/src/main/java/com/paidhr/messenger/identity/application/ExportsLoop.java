package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.ExportSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for exports that wait, on every node, and for those that are to be removed. What packs an
 * archive burns the processor, so it has a thread of the platform's, of which there is one.
 */
@ApplicationScoped
class ExportsLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ExportsLoop.class);
  private static final int SECONDS_TO_END = 3;
  private static final int RENEWALS_PER_CLAIM = 6;

  private final WriteExports exports;
  private final ExportSettings settings;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("own-exports").factory());

  /** Two threads: a removal that takes long must not hold up a renewal. */
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("own-exports-timer").factory());

  @Inject
  ExportsLoop(WriteExports exports, ExportSettings settings) {
    this.exports = exports;
    this.settings = settings;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    long look = settings.lookEvery().toMillis();
    var _ = writer.scheduleWithFixedDelay(this::write, look, look, TimeUnit.MILLISECONDS);
    var _ = timer.scheduleWithFixedDelay(this::sweep, look, look, TimeUnit.MILLISECONDS);
    long renew = WriteExports.CLAIM.toMillis() / RENEWALS_PER_CLAIM;
    var _ = timer.scheduleWithFixedDelay(this::renew, renew, renew, TimeUnit.MILLISECONDS);
  }

  /** One waits: this node need not be asked twice. */
  void wake() {
    try {
      writer.execute(this::write);
    } catch (RejectedExecutionException e) {
      LOG.debug("The node stops; another one writes the export");
    }
  }

  private void write() {
    quietly(exports::writeAll, "Exports could not be written");
  }

  private void sweep() {
    quietly(exports::sweep, "Exports could not be removed");
  }

  private void renew() {
    quietly(exports::renew, "The claim of an export was not renewed");
  }

  private static void quietly(Runnable work, String failed) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{}, trying again later: {}", failed, e.toString());
    }
  }

  @PreDestroy
  void stop() {
    exports.stop();
    timer.shutdownNow();
    writer.shutdown();
    try {
      if (!writer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
