package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.stores.StoreFailures;
import com.paidhr.messenger.shared.stores.StoreOutages;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.webhooks.application.SendEvents.Again;
import com.paidhr.messenger.webhooks.domain.Sender;
import com.paidhr.messenger.webhooks.domain.WebhookSettings;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import com.paidhr.messenger.webhooks.domain.Webhooks.Brief;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at webhooks while the application runs: when their user's inbox is signalled, when the time
 * of another attempt has come, and now and then without either.
 */
@ApplicationScoped
class WebhookLoop {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookLoop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final long PATIENCE_MS = 2_000;

  /** Signals are listened to only once streams have begun. */
  private static final int AFTER_STREAMS = Interceptor.Priority.LIBRARY_AFTER + 1;

  private final Webhooks webhooks;
  private final SendEvents sendEvents;
  private final Sender sender;
  private final WebhookSettings settings;
  private final WebhookMetrics metrics;
  private final Clock clock;
  private final ReadyWebhooks ready = new ReadyWebhooks();
  private final Ears ears;
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("webhook-timer").factory());
  private volatile boolean isStopping;

  @Inject
  WebhookLoop(
      Webhooks webhooks,
      SendEvents sendEvents,
      Sender sender,
      UserEvents events,
      WebhookSettings settings,
      WebhookMetrics metrics,
      Clock clock) {
    this.webhooks = webhooks;
    this.sendEvents = sendEvents;
    this.sender = sender;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.ears = new Ears(events, ready::add);
    this.places = new Semaphore(settings.concurrent());
  }

  void start(
      @Observes @Priority(AFTER_STREAMS) @Initialized(ApplicationScoped.class) Object application) {
    metrics.show(ready::size);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    timer.scheduleWithFixedDelay(this::look, 0, settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    Thread.ofVirtual().name("webhook-turns").start(this::handOut);
  }

  /** A webhook that is new at this node, or has something to do. */
  void wake(UserId user, String id) {
    ears.add(user, id);
    ready.add(id);
  }

  /** Listens to all, and looks at those whose time has come. */
  private void look() {
    try {
      Instant now = clock.instant();
      ears.beginLook();
      Map<UserId, Set<String>> all = new HashMap<>();
      webhooks.forEachSending((Brief one) -> {
        all.computeIfAbsent(one.user(), key -> new HashSet<>()).add(one.id());
        if (!one.dueAt().isAfter(now)) {
          ready.add(one.id());
        }
      });
      ears.keep(all);
    } catch (RuntimeException e) {
      tell("Webhooks are looked at later", e);
    }
  }

  private void handOut() {
    try {
      for (String id = ready.take(); id != null; id = ready.take()) {
        places.acquire();
        String taken = id;
        Thread.ofVirtual().name("webhook-turn").start(() -> turn(taken));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(String id) {
    Again again = new Again.In(AFTER_FAILURE);
    try {
      again = sendEvents.run(id, () -> isStopping);
    } catch (RuntimeException e) {
      tell("Webhook " + id + " goes on later", e);
    } finally {
      places.release();
      ready.done(id);
    }
    if (again instanceof Again.In(Duration wait) && !isStopping) {
      comeAgain(id, wait);
    }
  }

  private void comeAgain(String id, Duration wait) {
    if (wait.isPositive()) {
      timer.schedule(() -> ready.add(id), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    } else {
      ready.add(id);
    }
  }

  private void tell(String what, RuntimeException failure) {
    if (StoreFailures.isTransient(failure)) {
      StoreOutages.tell(failure);
    } else {
      LOG.error("{}", what, failure);
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    isStopping = true;
    timer.shutdownNow();
    sender.close();
    try {
      ready.close(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
