package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationCreated;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.conversations.domain.AuditTrail;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.PairSecret;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.conversations.domain.PrivatePair;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private final AuditTrail audit;
  private final IdGenerator ids;
  private final Clock clock;
  private final Event<ConversationCreated> created;

  /**
   * What came of it.
   *
   * @param isNew false for a private conversation that existed before
   */
  public record Started(Conversation conversation, boolean isNew) {}

  @Inject
  StartConversation(
      ConversationStore conversations,
      MemberStore members,
      StartRules rules,
      PairSecret secret,
      AuditTrail audit,
      IdGenerator ids,
      Clock clock,
      Event<ConversationCreated> created) {
    this.conversations = conversations;
    this.members = members;
    this.rules = rules;
    this.secret = secret;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.created = created;
  }

  /**
   * Starts it, or finds the private conversation of the same two users.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 422 that names every wrong
   *     field
   */
  public Started start(UserId creator, NewConversation wanted) {
    StartRules.Checked checked = rules.check(creator, wanted);
    return checked.type() == ConversationType.PRIVATE
        ? startPrivate(creator, checked.others().getFirst())
        : store(shared(creator, wanted, checked), checked.others());
  }

  private Started startPrivate(UserId creator, UserId other) {
    PrivatePair pair = PrivatePair.of(creator, other);
    return conversations
        .find(pair.formerConversation())
        .or(() -> conversations.find(pair.conversation(secret.key())))
        .map(existing -> new Started(existing, false))
        .orElseGet(() -> store(privateOf(creator, pair), List.of(other)));
  }

  private Started store(Conversation conversation, List<UserId> others) {
    boolean isPrivate = conversation.type() == ConversationType.PRIVATE;
    List<Member> founders = new ArrayList<>(others.size() + 1);
    MemberRole creatorRole = isPrivate ? MemberRole.MEMBER : MemberRole.OWNER;
    founders.add(Member.founding(conversation, conversation.creator(), creatorRole));
    for (UserId other : others) {
      founders.add(Member.founding(conversation, other, MemberRole.MEMBER));
    }
    members.addMissing(founders);
    if (!conversations.add(conversation)) {
      return new Started(conversations.find(conversation.id()).orElseThrow(), false);
    }
    audit.add(AuditEntry.ofCreation(conversation));
    created.fire(
        new ConversationCreated(
            conversation.createdAt(),
            conversation.id(),
            conversation.type(),
            conversation.creator()));
    return new Started(conversation, true);
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
        2);
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
        1 + checked.others().size());
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
        clock.instant(),
        creator,
        owners,
        pair,
        false,
        count,
        1,
        null);
  }
}
