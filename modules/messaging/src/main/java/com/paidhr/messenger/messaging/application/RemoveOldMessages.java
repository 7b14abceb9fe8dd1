package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.RetentionPolicies;
import com.paidhr.messenger.conversations.RetentionPolicies.Policy;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.RetentionPlaces;
import com.paidhr.messenger.messaging.domain.RetentionPlaces.Swept;
import com.paidhr.messenger.messaging.domain.RetentionPlaces.Turn;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes messages that are older than the policy of all or of their conversation says, whichever
 * is shorter. One node at a time goes through the conversations by id, a hundred in a round, and in
 * each goes on behind the last place that it has looked at for good, so a round has a fixed number
 * of store commands, and what was removed long ago is never looked at again. Every step may be
 * repeated: whoever takes over from a node that stopped begins at the last batch.
 */
@ApplicationScoped
public class RemoveOldMessages {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveOldMessages.class);
  private static final int CONVERSATIONS = 100;
  private static final int BATCHES = 5;
  private static final int ROUNDS = 20;
  private static final Duration TURN = Duration.ofMinutes(2);

  private final RetentionPolicies policies;
  private final RetentionPlaces places;
  private final MessageLog log;
  private final RemoveBatch removeBatch;
  private final MessagingSettings settings;
  private final Clock clock;
  private final String node;

  @Inject
  RemoveOldMessages(
      RetentionPolicies policies,
      RetentionPlaces places,
      MessageLog log,
      RemoveBatch removeBatch,
      MessagingSettings settings,
      IdGenerator ids,
      Clock clock) {
    this.policies = policies;
    this.places = places;
    this.log = log;
    this.removeBatch = removeBatch;
    this.settings = settings;
    this.clock = clock;
    this.node = ids.next();
  }

  /**
   * Goes through the conversations, in at most twenty rounds; the next run goes on behind them.
   *
   * @return how many messages it has removed; none while another node does this
   */
  public int run() {
    int removed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Turn> turn = places.take(node, clock.instant(), TURN);
      if (turn.isEmpty()) {
        break;
      }
      Round round = new Round(turn.get().last());
      round.go();
      removed += round.removed;
      if (round.finished) {
        places.end();
        break;
      }
      places.move(round.last);
    }
    if (removed > 0) {
      LOG.info("Removed {} messages that were older than the policy says", removed);
    }
    return removed;
  }

  /** A hundred conversations, and at most five batches of them. */
  private final class Round {
    private final Instant now = clock.instant();
    private @Nullable ConversationId last;
    private boolean finished;
    private int removed;
    private int batches = BATCHES;

    Round(@Nullable ConversationId last) {
      this.last = last;
    }

    void go() {
      List<Policy> page = policies.page(settings.retentionDays() > 0, last, CONVERSATIONS);
      if (!page.isEmpty()) {
        Map<ConversationId, Swept> swept =
            places.of(page.stream().map(Policy::conversation).toList());
        Map<ConversationId, Instant> oldest = oldest(page, swept);
        for (Policy policy : page) {
          ConversationId conversation = policy.conversation();
          Instant first = oldest.get(conversation);
          if (first != null
              && first.isBefore(before(policy))
              && !remove(policy, swept.getOrDefault(conversation, Swept.NOTHING))) {
            return;
          }
          last = conversation;
        }
      }
      finished = page.size() < CONVERSATIONS;
    }

    /** When the first message of each conversation that was not looked at was sent. */
    private Map<ConversationId, Instant> oldest(
        List<Policy> page, Map<ConversationId, Swept> swept) {
      List<MessageId> next = new ArrayList<>();
      for (Policy policy : page) {
        ConversationId conversation = policy.conversation();
        long upTo = swept.getOrDefault(conversation, Swept.NOTHING).upTo();
        next.add(new MessageId(conversation, upTo + 1));
      }
      Map<ConversationId, Instant> sent = new HashMap<>();
      for (Brief<Message> found : log.brief(next)) {
        sent.put(found.value().id().conversation(), found.value().createdAt());
      }
      return sent;
    }

    private Instant before(Policy policy) {
      int all = settings.retentionDays();
      int own = policy.days();
      int days = own == 0 ? all : all == 0 ? own : Math.min(own, all);
      return now.minus(Duration.ofDays(days));
    }

    /** Whether the conversation is done; else the round has done what it may. */
    private boolean remove(Policy policy, Swept swept) {
      Swept place = swept;
      RemoveBatch.Outcome outcome;
      do {
        if (batches == 0) {
          return false;
        }
        batches--;
        outcome = removeBatch.behind(policy.conversation(), place, before(policy), now);
        place = outcome.place();
        removed += outcome.removed();
      } while (outcome.mayHaveMore());
      return true;
    }
  }
}
