package com.paidhr.messenger.conversations.mongo;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.Words;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as documents: {@code _id, type, name, nameKey, topic, joinPolicy, postPolicy,
 * receipts, retentionDays, createdAt, creator, owners, pair, blockers, archived, members, version,
 * change {number, kind, actor, target, role, at, facts}, start {key, fingerprint}}. {@code nameKey}
 * is the name as it is searched; {@code change} is absent when the last change is finished; {@code
 * start} is there when the creator gave a key, and never changes; {@code blockers} is there where
 * somebody of a pair blocked the other, and is never written with the rest.
 */
final class ConversationDocuments {
  static final String BLOCKERS = "blockers";
  static final String RETENTION_DAYS = "retentionDays";

  private ConversationDocuments() {}

  static Document from(Conversation conversation) {
    Document document =
        new Document("_id", conversation.id().value())
            .append("type", conversation.type().name())
            .append("name", conversation.name())
            .append("nameKey", searchKey(conversation.name()))
            .append("topic", conversation.topic())
            .append("joinPolicy", conversation.joinPolicy().name())
            .append("postPolicy", conversation.postPolicy().name())
            .append("receipts", conversation.receipts().name())
            .append(RETENTION_DAYS, conversation.retentionDays())
            .append("createdAt", Date.from(conversation.createdAt()))
            .append("creator", conversation.creator().value())
            .append("owners", conversation.owners().stream().map(UserId::value).toList())
            .append("pair", conversation.pair().stream().map(UserId::value).toList())
            .append("archived", conversation.archived())
            .append("members", conversation.members())
            .append("version", conversation.version());
    Change change = conversation.change();
    if (change != null) {
      document.append("change", from(change));
    }
    return document;
  }

  static String searchKey(@Nullable String name) {
    return name == null ? "" : Words.key(name);
  }

  private static Document from(Change change) {
    UserId target = change.target();
    MemberRole role = change.role();
    return new Document("number", change.number())
        .append("kind", change.kind().name())
        .append("actor", change.actor().value())
        .append("target", target == null ? null : target.value())
        .append("role", role == null ? null : role.name())
        .append("at", Date.from(change.at()))
        .append("facts", new Document(new HashMap<>(change.facts())));
  }

  static Conversation to(Document document) {
    Document change = document.get("change", Document.class);
    return new Conversation(
        new ConversationId(document.getString("_id")),
        ConversationType.valueOf(document.getString("type")),
        document.getString("name"),
        document.getString("topic"),
        JoinPolicy.valueOf(document.getString("joinPolicy")),
        PostPolicy.valueOf(document.getString("postPolicy")),
        ReceiptsMode.valueOf(document.getString("receipts")),
        document.getInteger(RETENTION_DAYS, 0),
        instant(document, "createdAt"),
        new UserId(document.getString("creator")),
        users(document, "owners"),
        users(document, "pair"),
        blockers(document),
        document.getBoolean("archived"),
        document.getLong("members"),
        document.getLong("version"),
        change == null ? null : change(change));
  }

  private static Change change(Document document) {
    String target = document.getString("target");
    String role = document.getString("role");
    return new Change(
        document.getLong("number"),
        Change.Kind.valueOf(document.getString("kind")),
        new UserId(document.getString("actor")),
        target == null ? null : new UserId(target),
        role == null ? null : MemberRole.valueOf(role),
        instant(document, "at"),
        facts(document));
  }

  static Map<String, String> facts(Document document) {
    Map<String, String> facts = new HashMap<>();
    document
        .get("facts", Document.class)
        .forEach((key, value) -> facts.put(key, String.valueOf(value)));
    return facts;
  }

  static Instant instant(Document document, String key) {
    return document.getDate(key).toInstant();
  }

  private static Set<UserId> blockers(Document document) {
    return document.containsKey(BLOCKERS) ? Set.copyOf(users(document, BLOCKERS)) : Set.of();
  }

  private static List<UserId> users(Document document, String key) {
    return document.getList(key, String.class).stream().map(UserId::new).toList();
  }
}
