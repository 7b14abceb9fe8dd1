package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.streams.domain.Goodbye;
import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes leave of all clients when the program ends: a few at a time, so that they do not come to
 * another node all at once, and before requests are waited for, since streams would not end.
 */
@ApplicationScoped
public class Leavetaking {
  private static final Duration SPREAD = Duration.ofMillis(800);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Duration STEP = Duration.ofMillis(20);

  private final StreamHub hub;

  @Inject
  Leavetaking(StreamHub hub) {
    this.hub = hub;
  }

  void register(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    Main.addShutdownHandler(new AtTheEnd(this));
  }

  /** Returns when all are gone or time is over. */
  void takeLeave() {
    hub.close();
    List<StreamClient> clients = new ArrayList<>();
    hub.feeds().forEach(feed -> feed.forEach(clients::add));
    long begin = System.nanoTime();
    try {
      for (int told = 0; told < clients.size(); told++) {
        clients.get(told).end(Goodbye.TRY_LATER);
        long due = SPREAD.toNanos() * (told + 1) / clients.size();
        if (System.nanoTime() - begin < due - STEP.toNanos()) {
          Thread.sleep(STEP);
        }
      }
      while (hub.size() > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record AtTheEnd(Leavetaking leavetaking) implements HelidonShutdownHandler, Weighted {
    /** In front of the one that waits for requests, which weighs 300. */
    private static final double WEIGHT = 400;

    @Override
    public double weight() {
      return WEIGHT;
    }

    @Override
    public void shutdown() {
      leavetaking.takeLeave();
    }
  }
}
