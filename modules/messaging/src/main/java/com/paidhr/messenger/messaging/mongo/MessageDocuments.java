package com.paidhr.messenger.messaging.mongo;

import com.mongodb.client.model.Projections;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.Words;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How a message is stored. {@code _id} is {@code <conversation>.<seq>}; {@code senderId} and {@code
 * clientMessageId} are the author's key, so {@code senderId} is {@code ~} in SYSTEM messages, whose
 * actor is {@code system.actor}. The body lies as {@link StoredBody} says, earlier ones as {@link
 * EarlierBodies} does. Absent fields mean null, none, or zero.
 */
final class MessageDocuments {
  /** Everything that a message is made from. */
  static final Bson WHOLE = Projections.exclude("terms");

  /** The same without what a long body has beyond its beginning. */
  static final Bson BRIEFLY = Projections.exclude("terms", "rest");

  private static final int BESIDE_THE_BODY = 600;
  private static final int A_REACTION = 120;
  private static final int A_FILE = 200;
  private static final int A_MENTION = 60;

  private MessageDocuments() {}

  static Document of(Message message) {
    Document document =
        new Document("_id", message.id().value())
            .append("conversationId", message.id().conversation().value())
            .append("seq", message.seq())
            .append("senderId", message.authorKey().author())
            .append("clientMessageId", message.key())
            .append("fingerprint", message.fingerprint())
            .append("kind", message.kind().name())
            .append("createdAt", Date.from(message.createdAt()))
            .append("version", message.version())
            .append("status", message.status().name())
            .append("undelivered", true);
    StoredBody.put(document, message.body());
    if (message.system() == null) {
      putAll(document, "terms", terms(message.body(), message.attachments()), term -> term);
    }
    putAll(document, "attachments", message.attachments(), MessageDocuments::of);
    Quote quote = message.quote();
    put(document, "reply", quote == null ? null : of(quote));
    MessageId thread = message.threadOf();
    put(document, "threadOf", thread == null ? null : thread.value());
    putAll(document, "mentions", message.mentions().users(), UserId::value);
    put(document, "mentionsAll", message.mentions().all() ? Boolean.TRUE : null);
    SystemFacts system = message.system();
    if (system != null) {
      document.append(
          "system",
          new Document("actor", message.sender().value())
              .append("type", system.type())
              .append("facts", new Document(new TreeMap<>(system.facts()))));
    }
    return document;
  }

  /** What the message can be found by: the words of its body and of its files' names. */
  static List<String> terms(@Nullable String body, List<AttachmentSummary> files) {
    StringBuilder text = new StringBuilder(body == null ? "" : body);
    files.forEach(file -> text.append('\n').append(file.name()));
    return Words.terms(text.toString());
  }

  private static void put(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.append(field, value);
    }
  }

  private static <T> void putAll(
      Document document, String field, List<T> values, Function<T, Object> form) {
    if (!values.isEmpty()) {
      document.append(field, values.stream().map(form).toList());
    }
  }

  private static Document of(AttachmentSummary file) {
    Document document =
        new Document("id", file.id().value())
            .append("name", file.name())
            .append("type", file.type())
            .append("size", file.size());
    put(document, "width", file.width());
    put(document, "height", file.height());
    return document;
  }

  static Document of(Quote quote) {
    Document document =
        new Document("id", quote.id().value())
            .append("senderId", quote.sender().value())
            .append("kind", quote.kind().name())
            .append("version", quote.version());
    put(document, "excerpt", quote.excerpt());
    put(document, "deleted", quote.deleted() ? Boolean.TRUE : null);
    return document;
  }

  /** What {@link #summary} needs. */
  static final List<String> OF_A_SUMMARY =
      List.of("senderId", "system", "kind", "createdAt", "status", "counts", "deletedAt");

  static MessageSummary summary(Document document) {
    return new MessageSummary(
        MessageId.fromString(document.getString("_id")),
        new UserId(sender(document)),
        MessageKind.valueOf(document.getString("kind")),
        document.getDate("createdAt").toInstant(),
        MessageStatus.valueOf(document.getString("status")),
        counts(document.get("counts", Document.class)),
        document.getDate("deletedAt") != null);
  }

  private static String sender(Document document) {
    Document system = document.get("system", Document.class);
    return system == null ? document.getString("senderId") : system.getString("actor");
  }

  /** The message as lists read it, with what it takes. */
  static Brief<Message> brief(Document document) {
    Message message = read(document);
    int beside =
        BESIDE_THE_BODY
            + A_REACTION * message.reactions().size()
            + A_FILE * message.attachments().size()
            + A_MENTION * message.mentions().users().size();
    return StoredBody.brief(message, document, beside);
  }

  static Message read(Document document) {
    Document system = document.get("system", Document.class);
    Document reply = document.get("reply", Document.class);
    String thread = document.getString("threadOf");
    return new Message(
        MessageId.fromString(document.getString("_id")),
        new UserId(sender(document)),
        document.getString("clientMessageId"),
        document.getString("fingerprint"),
        MessageKind.valueOf(document.getString("kind")),
        StoredBody.read(document),
        list(document, "attachments", Document.class, MessageDocuments::attachment),
        reply == null ? null : quote(reply),
        thread == null ? null : MessageId.fromString(thread),
        new Mentions(
            list(document, "mentions", String.class, UserId::new),
            document.getBoolean("mentionsAll", false)),
        reactions(document),
        system == null ? null : facts(system),
        document.getDate("createdAt").toInstant(),
        time(document, "editedAt"),
        time(document, "deletedAt"),
        time(document, "pinnedAt"),
        number(document, "version"),
        number(document, "revision"),
        List.of(),
        MessageStatus.valueOf(document.getString("status")),
        counts(document.get("counts", Document.class)));
  }

  static List<ReactionMark> reactions(Document document) {
    return list(
        document,
        "reactions",
        Document.class,
        mark -> new ReactionMark(mark.getString("emoji"), new UserId(mark.getString("userId"))));
  }

  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  private static @Nullable Instant time(Document document, String field) {
    Date date = document.getDate(field);
    return date == null ? null : date.toInstant();
  }

  private static <S, T> List<T> list(
      Document document, String field, Class<S> stored, Function<S, T> form) {
    List<S> values = document.getList(field, stored);
    return values == null ? List.of() : values.stream().map(form).toList();
  }

  private static AttachmentSummary attachment(Document file) {
    return new AttachmentSummary(
        new MediaId(file.getString("id")),
        file.getString("name"),
        file.getString("type"),
        number(file, "size"),
        file.getInteger("width"),
        file.getInteger("height"));
  }

  private static Quote quote(Document reply) {
    return new Quote(
        MessageId.fromString(reply.getString("id")),
        new UserId(reply.getString("senderId")),
        MessageKind.valueOf(reply.getString("kind")),
        reply.getString("excerpt"),
        reply.getBoolean("deleted", false),
        number(reply, "version"));
  }

  private static SystemFacts facts(Document system) {
    Map<String, String> facts = new TreeMap<>();
    system
        .get("facts", Document.class)
        .forEach((name, value) -> facts.put(name, String.valueOf(value)));
    return new SystemFacts(system.getString("type"), facts);
  }

  private static MessageCounts counts(@Nullable Document counts) {
    return counts == null
        ? MessageCounts.NONE
        : new MessageCounts(
            number(counts, "recipients"), number(counts, "delivered"), number(counts, "failed"));
  }
}
