package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes changes that a node decided and then died. They hold without it; it only sees to it that
 * the log and the audit trail tell them soon, and not at the next change.
 */
@ApplicationScoped
public class ChangeRecoverer {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeRecoverer.class);
  private static final int BATCH = 100;

  private final ConversationStore conversations;
  private final Changes changes;
  private final ConversationSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("conversation-recoverer").factory());

  @Inject
  ChangeRecoverer(
      ConversationStore conversations,
      Changes changes,
      ConversationSettings settings,
      Clock clock) {
    this.conversations = conversations;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    long millis = settings.recoverAfter().toMillis();
    timer.scheduleWithFixedDelay(this::recoverQuietly, millis, millis, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void recoverQuietly() {
    try {
      recover();
    } catch (RuntimeException e) {
      LOG.warn("Unfinished changes could not be finished, trying again later: {}", e.toString());
    }
  }

  /** Finishes what has been unfinished for too long; returns how many changes that were. */
  int recover() {
    var overdue = conversations.unsettled(clock.instant().minus(settings.recoverAfter()), BATCH);
    for (Conversation conversation : overdue) {
      changes.settle(conversation);
      LOG.info("Finished change {} of conversation {}", conversation.version(), conversation.id());
    }
    return overdue.size();
  }
}
