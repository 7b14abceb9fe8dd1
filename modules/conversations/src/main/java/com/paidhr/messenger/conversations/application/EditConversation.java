package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Renames, changes settings, archives and restores. */
@ApplicationScoped
public class EditConversation {
  /** A hundred years. */
  private static final int MOST_DAYS = 36_500;

  private final Changes changes;
  private final MemberStore members;
  private final Clock clock;

  /**
   * What shall be different; null leaves a thing as it is, an empty topic and 0 days remove them.
   */
  public record Edit(
      @Nullable String name,
      @Nullable String topic,
      @Nullable JoinPolicy joinPolicy,
      @Nullable PostPolicy postPolicy,
      @Nullable ReceiptsMode receipts,
      @Nullable Integer retentionDays) {}

  @Inject
  EditConversation(Changes changes, MemberStore members, Clock clock) {
    this.changes = changes;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Changes name, topic and settings.
   *
   * @param condition is given the version that would be changed, and may refuse
   * @throws DomainException with status 404, 403 for less than an admin, or than an owner where
   *     messages are to be kept for another time, 409 for a private or an archived conversation,
   *     422 naming every wrong field
   */
  public Conversation edit(UserId actor, ConversationId id, Edit edit, LongConsumer condition) {
    return changes
        .apply(
            id,
            settled -> {
              Actor who = Actor.in(settled, actor, members.find(id, actor));
              who.require(MemberRole.ADMIN, "change the conversation");
              if (edit.retentionDays() != null) {
                who.require(MemberRole.OWNER, "decide how long messages are kept");
              }
              condition.accept(settled.version());
              if (settled.archived()) {
                throw DomainException.conflict("The conversation is archived");
              }
              Conversation edited = edited(settled, edit);
              return decided(
                  settled, edited, actor, Change.Kind.EDIT, differences(settled, edited));
            })
        .conversation();
  }

  /**
   * Makes the conversation read-only, or writable again.
   *
   * @param condition is given the version that would be changed, and may refuse
   * @throws DomainException with status 404, 403 for one who is not an owner, 409 for a private one
   */
  public Conversation archive(
      UserId actor, ConversationId id, boolean archived, LongConsumer condition) {
    Change.Kind kind = archived ? Change.Kind.ARCHIVE : Change.Kind.RESTORE;
    return changes
        .apply(
            id,
            settled -> {
              Actor.in(settled, actor, members.find(id, actor))
                  .require(MemberRole.OWNER, "archive and restore");
              condition.accept(settled.version());
              Map<String, String> facts =
                  settled.archived() == archived
                      ? Map.of()
                      : Map.of("archived", Boolean.toString(archived));
              return decided(settled, settled, actor, kind, facts);
            })
        .conversation();
  }

  private Optional<Conversation> decided(
      Conversation settled,
      Conversation edited,
      UserId actor,
      Change.Kind kind,
      Map<String, String> facts) {
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        edited.decide(
            new Change(settled.version() + 1, kind, actor, null, null, clock.instant(), facts)));
  }

  private static Conversation edited(Conversation settled, Edit edit) {
    Violations violations = new Violations();
    boolean isChannel = settled.type() == ConversationType.CHANNEL;
    violations
        .check(
            edit.joinPolicy() == null || !isChannel || edit.joinPolicy() == JoinPolicy.OPEN,
            "/joinPolicy",
            "Only a group has a joinPolicy; every user may join a channel")
        .check(
            edit.postPolicy() == null || isChannel,
            "/postPolicy",
            "Only a channel has a postPolicy")
        .check(
            edit.retentionDays() == null
                || (edit.retentionDays() >= 0 && edit.retentionDays() <= MOST_DAYS),
            "/retentionDays",
            "1 to " + MOST_DAYS + " days, or 0 to remove the policy");
    String name = edit.name() == null ? settled.name() : TextRules.name(edit.name(), violations);
    String topic =
        edit.topic() == null ? settled.topic() : TextRules.topic(edit.topic(), violations);
    violations.throwIfAny();
    return settled.edited(
        name,
        topic,
        Objects.requireNonNullElse(edit.joinPolicy(), settled.joinPolicy()),
        Objects.requireNonNullElse(edit.postPolicy(), settled.postPolicy()),
        Objects.requireNonNullElse(edit.receipts(), settled.receipts()),
        Objects.requireNonNullElse(edit.retentionDays(), settled.retentionDays()));
  }

  private static Map<String, String> differences(Conversation old, Conversation now) {
    Map<String, String> facts = new HashMap<>();
    note(facts, "name", "previousName", old.name(), now.name());
    note(facts, "topic", "previousTopic", old.topic(), now.topic());
    note(facts, "joinPolicy", "previousJoinPolicy", old.joinPolicy(), now.joinPolicy());
    note(facts, "postPolicy", "previousPostPolicy", old.postPolicy(), now.postPolicy());
    note(facts, "receipts", "previousReceipts", old.receipts(), now.receipts());
    note(
        facts,
        "retentionDays",
        "previousRetentionDays",
        days(old.retentionDays()),
        days(now.retentionDays()));
    return facts;
  }

  private static @Nullable Integer days(int days) {
    return days == 0 ? null : days;
  }

  private static void note(
      Map<String, String> facts,
      String key,
      String previousKey,
      @Nullable Object old,
      @Nullable Object now) {
    if (!Objects.equals(old, now)) {
      facts.put(key, now == null ? "" : now.toString());
      facts.put(previousKey, old == null ? "" : old.toString());
    }
  }
}
