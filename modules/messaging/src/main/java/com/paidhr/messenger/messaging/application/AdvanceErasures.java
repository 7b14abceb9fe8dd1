package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.PastMemberships;
import com.paidhr.messenger.identity.UserErasure;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.domain.AuthoredMessages;
import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import com.paidhr.messenger.messaging.domain.Erasure.Progress;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.messaging.domain.Erasures;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.audit.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries erasures out, step by step: first everything that says who the user is, then, if they are
 * to go, the messages of one conversation after the other, two hundred at once, and at last the
 * files that nothing carries. After each step it notes how far it is, and each may be repeated, so
 * another node goes on where one stopped.
 */
@ApplicationScoped
public class AdvanceErasures {
  private static final Logger LOG = LoggerFactory.getLogger(AdvanceErasures.class);
  private static final int AT_ONCE = 10;
  private static final int BATCH = 200;
  private static final int STEPS = 100;
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** In how many looks one is looked at again that is held. */
  private static final int LOOKS = 10;

  private final Erasures erasures;
  private final UserErasure identity;
  private final PastMemberships memberships;
  private final AuthoredMessages authored;
  private final RemoveBatch removeBatch;
  private final LegalHolds holds;
  private final Reports reports;
  private final Schedules schedules;
  private final MediaLibrary media;
  private final AuditLog audit;
  private final MessagingSettings settings;
  private final Clock clock;
  private final String node;

  @Inject
  AdvanceErasures(
      Erasures erasures,
      UserErasure identity,
      PastMemberships memberships,
      AuthoredMessages authored,
      RemoveBatch removeBatch,
      LegalHolds holds,
      Reports reports,
      Schedules schedules,
      MediaLibrary media,
      AuditLog audit,
      MessagingSettings settings,
      IdGenerator ids,
      Clock clock) {
    this.erasures = erasures;
    this.identity = identity;
    this.memberships = memberships;
    this.authored = authored;
    this.removeBatch = removeBatch;
    this.holds = holds;
    this.reports = reports;
    this.schedules = schedules;
    this.media = media;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.node = ids.next();
  }

  /** Goes on with those that are due, each by at most a hundred steps. */
  public void run() {
    Instant now = clock.instant();
    for (Erasure due : erasures.due(now, AT_ONCE)) {
      erasures.take(due.id(), node, now, now.plus(LEASE)).ifPresent(this::advance);
    }
  }

  private void advance(Erasure erasure) {
    Progress progress = erasure.progress();
    for (int step = 0; step < STEPS; step++) {
      if (isHeld(HoldScope.of(erasure.user()))) {
        hold(erasure, progress);
        return;
      }
      List<ConversationId> next = next(erasure, progress);
      if (progress.nameless() && next.isEmpty()) {
        end(erasure, progress);
        return;
      }
      progress =
          progress.nameless()
              ? removeSome(erasure.user(), next.getFirst(), progress)
              : removeName(erasure.user(), progress);
      Instant until = clock.instant().plus(LEASE);
      if (!erasures.save(erasure.id(), node, progress, State.RUNNING, until)) {
        return;
      }
    }
    erasures.save(erasure.id(), node, progress, State.RUNNING, clock.instant());
  }

  private List<ConversationId> next(Erasure erasure, Progress progress) {
    return erasure.policy() == Policy.REMOVE && progress.nameless()
        ? memberships.of(erasure.user(), progress.last(), 1)
        : List.of();
  }

  private boolean isHeld(HoldScope scope) {
    return !holds.among(Set.of(scope)).isEmpty();
  }

  private Progress removeName(UserId user, Progress progress) {
    identity.erase(user);
    reports.forgetReasons(user);
    schedules.cancelAllOf(user);
    return progress.withoutName();
  }

  private Progress removeSome(UserId user, ConversationId conversation, Progress progress) {
    if (isHeld(HoldScope.of(conversation))) {
      return progress.behind(conversation, true);
    }
    List<Message> written = authored.by(user, conversation, progress.upTo(), BATCH);
    if (written.isEmpty()) {
      return progress.behind(conversation, false);
    }
    int alive = (int) written.stream().filter(message -> !message.isDeleted()).count();
    removeBatch.remove(written, clock.instant());
    return progress.through(written.getLast().seq(), alive);
  }

  private void end(Erasure erasure, Progress progress) {
    if (erasure.policy() == Policy.REMOVE) {
      media.collectAllOf(erasure.user());
    }
    if (progress.skipped()) {
      hold(erasure, progress.again());
      return;
    }
    Instant now = clock.instant();
    audit.note(
        AuditEntry.of(erasure.by(), "user.erased")
            .to(erasure.user())
            .named("erased." + erasure.id(), now)
            .from(Origin.UNKNOWN)
            .with(
                Map.of(
                    "policy", erasure.policy().name(),
                    "messages", Long.toString(progress.messages()))));
    erasures.finish(erasure.id(), progress, now);
    LOG.info("Erased user {}, with {} messages", erasure.user(), progress.messages());
  }

  private void hold(Erasure erasure, Progress progress) {
    Instant again = clock.instant().plus(settings.retentionEvery().multipliedBy(LOOKS));
    erasures.save(erasure.id(), node, progress, State.HELD, again);
  }
}
