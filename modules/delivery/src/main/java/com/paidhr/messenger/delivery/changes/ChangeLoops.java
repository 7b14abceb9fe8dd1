package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps changes being told while the application runs: what this node changed at once, and what
 * others left behind now and then. At the end what waits is told within a moment; the rest is found
 * by its marks.
 */
@ApplicationScoped
public class ChangeLoops {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLoops.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final ChangeTeller teller;
  private final UntoldChanges untold;
  private final ChangeSettings settings;
  private final boolean looks;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  @Inject
  public ChangeLoops(
      ChangeTeller teller,
      UntoldChanges untold,
      ChangeSettings settings,
      DeliverySettings delivery) {
    this.teller = teller;
    this.untold = untold;
    this.settings = settings;
    this.looks = delivery.workers();
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ChangeLoops() {
    this.teller = null;
    this.untold = null;
    this.settings = null;
    this.looks = false;
  }

  /** Begins. */
  synchronized void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    begin("change-teller", this::tell);
    if (looks) {
      begin("change-finder", this::look);
    }
  }

  /** Ends. */
  synchronized void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    stopped.countDown();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, Work loop) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void tell() throws InterruptedException {
    while (isRunning()) {
      try {
        teller.round();
      } catch (RuntimeException e) {
        LOG.warn("Changes could not be told and are told later: {}", e.toString());
        pause(AFTER_A_FAILURE);
      }
    }
    try {
      teller.finish();
    } catch (RuntimeException e) {
      LOG.info("Changes are left to be told by another node: {}", e.toString());
    }
  }

  private void look() throws InterruptedException {
    while (isRunning()) {
      try {
        untold.run();
      } catch (RuntimeException e) {
        LOG.warn("Changes that were left could not be told yet: {}", e.toString());
      }
      pause(settings.lookEvery());
    }
  }

  private void pause(Duration time) throws InterruptedException {
    boolean ended = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      LOG.debug("The application ends");
    }
  }
}
