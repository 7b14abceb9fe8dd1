package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationCreated;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.AuditNotes;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.KeyedStart;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.PairSecret;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.conversations.domain.PrivatePair;
import com.paidhr.messenger.conversations.domain.StartKey;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a conversation with its founding members. Memberships are stored first: without the
 * conversation they mean nothing, so a crash in between leaves nothing that anyone can see.
 */
@ApplicationScoped
public class StartConversation {
  private final ConversationStore conversations;
  private final MemberStore members;
  private final StartRules rules;
  private final PairSecret secret;
  private final BlockedPairs blocked;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;
  private final Event<ConversationCreated> created;

  /**
   * What came of it.
   *
   * @param isNew false for a private conversation that existed before
   * @param isReplayed whether it is what was started under the same key before
   */
  public record Started(Conversation conversation, boolean isNew, boolean isReplayed) {}

  @Inject
  StartConversation(
      ConversationStore conversations,
      MemberStore members,
      StartRules rules,
      PairSecret secret,
      BlockedPairs blocked,
      AuditLog audit,
      IdGenerator ids,
      Clock clock,
      Event<ConversationCreated> created) {
    this.conversations = conversations;
    this.members = members;
    this.rules = rules;
    this.secret = secret;
    this.blocked = blocked;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.created = created;
  }

  /** The same without a key. */
  public Started start(UserId creator, NewConversation wanted) {
    return start(creator, wanted, null);
  }

  /**
   * Starts it, or finds the private conversation of the same two users, or what the creator started
   * under the same key before.
   *
   * @param key the creator's own key, or null
   * @throws DomainException with status 422 that names every wrong field, also when the key came
   *     with something else before, 403 that names everybody whom the creator may not add, or where
   *     one of a pair blocks the other
   */
  public Started start(UserId creator, NewConversation wanted, @Nullable String key) {
    StartKey named = key == null ? null : new StartKey(key, wanted.fingerprint());
    return earlier(creator, named).orElseGet(() -> begin(creator, wanted, named));
  }

  private Optional<Started> earlier(UserId creator, @Nullable StartKey key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<KeyedStart> found = conversations.findStarted(creator, key.value());
    if (found.filter(start -> !start.fingerprint().equals(key.fingerprint())).isPresent()) {
      throw new DomainException(
          ProblemType.IDEMPOTENCY_MISMATCH,
          "This Idempotency-Key came before, with another conversation");
    }
    return found.map(start -> new Started(start.conversation(), false, true));
  }

  private Started begin(UserId creator, NewConversation wanted, @Nullable StartKey key) {
    StartRules.Checked checked = rules.check(creator, wanted);
    return checked.type() == ConversationType.PRIVATE
        ? startPrivate(creator, PrivatePair.of(creator, checked.members().getFirst()), key)
        : startShared(creator, wanted, checked, key);
  }

  /**
   * Blocks are looked for before, and again behind the insert: one that comes in between finds no
   * conversation to note itself in.
   */
  private Started startPrivate(UserId creator, PrivatePair pair, @Nullable StartKey key) {
    UserId first = pair.users().getFirst();
    UserId other = first.equals(creator) ? pair.users().getLast() : first;
    blocked.requireNone(creator, other);
    Started started = startUnblocked(creator, pair, key);
    if (started.isNew()) {
      blocked.settle(creator, other);
    }
    return started;
  }

  private Started startUnblocked(UserId creator, PrivatePair pair, @Nullable StartKey key) {
    return conversations
        .find(pair.formerConversation())
        .or(() -> conversations.find(pair.conversation(secret.key())))
        .map(existing -> found(creator, existing, key))
        .orElseGet(() -> {
          List<UserId> others =
              pair.users().stream().filter(user -> !user.equals(creator)).toList();
          rules.checkConsent(creator, others);
          return store(privateOf(creator, pair), others, key);
        });
  }

  private Started found(UserId creator, Conversation existing, @Nullable StartKey key) {
    Started started = new Started(existing, false, false);
    return key == null || conversations.addKey(creator, existing.id(), key)
        ? started
        : earlier(creator, key).orElse(started);
  }

  private Started startShared(
      UserId creator, NewConversation wanted, StartRules.Checked checked, @Nullable StartKey key) {
    rules.checkConsent(creator, checked.members());
    return store(shared(creator, wanted, checked), checked.members(), key);
  }

  private Started store(Conversation conversation, List<UserId> others, @Nullable StartKey key) {
    boolean isPrivate = conversation.type() == ConversationType.PRIVATE;
    List<Member> founders = new ArrayList<>(others.size() + 1);
    MemberRole creatorRole = isPrivate ? MemberRole.MEMBER : MemberRole.OWNER;
    founders.add(Member.founding(conversation, conversation.creator(), creatorRole));
    for (UserId other : others) {
      founders.add(Member.founding(conversation, other, MemberRole.MEMBER));
    }
    members.addMissing(founders);
    if (!conversations.add(conversation, key)) {
      UserId creator = conversation.creator();
      return earlier(creator, key)
          .orElseGet(
              () -> found(creator, conversations.find(conversation.id()).orElseThrow(), key));
    }
    audit.note(AuditNotes.ofCreation(conversation));
    created.fire(
        new ConversationCreated(
            conversation.createdAt(),
            conversation.id(),
            conversation.type(),
            conversation.creator()));
    return new Started(conversation, true, false);
  }

  private Conversation privateOf(UserId creator, PrivatePair pair) {
    return founded(
        pair.conversation(secret.key()),
        ConversationType.PRIVATE,
        null,
        null,
        JoinPolicy.INVITE,
        PostPolicy.MEMBERS,
        ReceiptsMode.FULL,
        creator,
        List.of(),
        pair.users(),
        pair.users().size());
  }

  private Conversation shared(UserId creator, NewConversation wanted, StartRules.Checked checked) {
    JoinPolicy standard =
        checked.type() == ConversationType.CHANNEL ? JoinPolicy.OPEN : JoinPolicy.INVITE;
    return founded(
        new ConversationId(ids.next()),
        checked.type(),
        checked.name(),
        checked.topic(),
        Objects.requireNonNullElse(wanted.joinPolicy(), standard),
        Objects.requireNonNullElse(wanted.postPolicy(), PostPolicy.MEMBERS),
        Objects.requireNonNullElse(wanted.receipts(), ReceiptsMode.FULL),
        creator,
        List.of(creator),
        List.of(),
        1 + checked.members().size());
  }

  private Conversation founded(
      ConversationId id,
      ConversationType type,
      @Nullable String name,
      @Nullable String topic,
      JoinPolicy joinPolicy,
      PostPolicy postPolicy,
      ReceiptsMode receipts,
      UserId creator,
      List<UserId> owners,
      List<UserId> pair,
      long count) {
    return new Conversation(
        id,
        type,
        name,
        topic,
        joinPolicy,
        postPolicy,
        receipts,
        0,
        clock.instant(),
        creator,
        owners,
        pair,
        Set.of(),
        false,
        count,
        1,
        null);
  }
}
