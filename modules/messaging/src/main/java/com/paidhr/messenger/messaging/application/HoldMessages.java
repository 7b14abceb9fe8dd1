package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHold;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.messaging.domain.RetentionPlaces;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Places and lifts legal holds, and refuses deletions of what is held. */
@ApplicationScoped
public class HoldMessages {
  private static final int MOST = 10_000;

  private final LegalHolds holds;
  private final RetentionPlaces places;
  private final Conversations conversations;
  private final UserDirectory users;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  HoldMessages(
      LegalHolds holds,
      RetentionPlaces places,
      Conversations conversations,
      UserDirectory users,
      AuditLog audit,
      Clock clock) {
    this.holds = holds;
    this.places = places;
    this.conversations = conversations;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Holds the scope's messages from now on, or gives the hold another reason. Of what is being
   * removed at that moment, at most one batch still goes.
   *
   * @throws DomainException with status 404 for no such conversation or user, 409 when there are
   *     ten thousand holds, 422 for no reason
   */
  public LegalHold hold(UserId administrator, HoldScope scope, @Nullable String reason) {
    String words = ReportWords.of(reason, "/reason", true);
    requireExists(administrator, scope);
    if (holds.find(scope).isEmpty() && holds.count() >= MOST) {
      throw DomainException.conflict("There are " + MOST + " legal holds; lift one first");
    }
    holds.put(new LegalHold(scope, words, administrator, clock.instant()));
    audit.note(entry(administrator, "legal-hold.placed", scope).with("reason", words));
    return holds.find(scope).orElseThrow(() -> notFound(scope));
  }

  private void requireExists(UserId administrator, HoldScope scope) {
    scope
        .conversation()
        .filter(id ->
            conversations.visibilityOf(administrator, id).rule() == Visibility.Rule.NO_CONVERSATION)
        .ifPresent(id -> {
          throw DomainException.notFound("conversation", id);
        });
    scope
        .user()
        .filter(id -> users.find(id).isEmpty())
        .ifPresent(id -> {
          throw DomainException.notFound("user", id);
        });
  }

  /**
   * Lifts the hold; what the policy would have removed meanwhile is removed in the next rounds.
   *
   * @throws DomainException with status 404 when there is none
   */
  public void lift(UserId administrator, HoldScope scope) {
    if (!holds.remove(scope)) {
      throw notFound(scope);
    }
    if (scope.user().isPresent()) {
      places.forgetSkipped();
    }
    audit.note(entry(administrator, "legal-hold.lifted", scope));
  }

  /** A page of the holds, see {@link LegalHolds#page}. */
  public List<LegalHold> page(@Nullable String after, int limit) {
    return holds.page(after, limit);
  }

  /**
   * Refuses with status 409 that a message of this author is deleted while it is held, whoever asks
   * for it.
   */
  void requireNone(ConversationId conversation, UserId author) {
    if (!holds.among(Set.of(HoldScope.of(conversation), HoldScope.of(author))).isEmpty()) {
      throw DomainException.conflict("The message is under a legal hold and is not deleted");
    }
  }

  private static AuditEntry entry(UserId administrator, String action, HoldScope scope) {
    return AuditEntry.of(administrator, action)
        .in(scope.conversation().orElse(null))
        .to(scope.user().orElse(null));
  }

  private static DomainException notFound(HoldScope scope) {
    return DomainException.notFound("legal hold on", scope);
  }
}
