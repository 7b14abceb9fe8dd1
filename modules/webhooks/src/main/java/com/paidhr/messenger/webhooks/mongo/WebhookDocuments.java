package com.paidhr.messenger.webhooks.mongo;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.seal.Seal;
import com.paidhr.messenger.webhooks.domain.Keys;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.Target;
import com.paidhr.messenger.webhooks.domain.Tries;
import com.paidhr.messenger.webhooks.domain.Webhook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Documents of the collection {@code webhooks}: {@code _id}, {@code user}, {@code createdAt}; what
 * the owner decides: {@code url}, {@code types}, {@code conversations}, {@code active}, {@code
 * secret}, {@code previousSecret}, {@code previousUntil}; how far it is: {@code cursor}, {@code
 * told}, {@code event}, {@code count}, {@code failingSince}, {@code waitedMs}, {@code nextAt},
 * {@code error}, {@code deliveredAt}, {@code pause}; {@code replayAsk}; and who sends: {@code
 * holder}, {@code heldUntil}. The secrets are sealed where there is a key for it; where not, who
 * reads this collection can sign.
 */
final class WebhookDocuments {
  static final String SECRET = "secret";
  static final String PREVIOUS_SECRET = "previousSecret";

  private WebhookDocuments() {}

  static Document of(Webhook webhook, Seal seal) {
    Document document =
        new Document("_id", webhook.id())
            .append("user", webhook.user().value())
            .append("createdAt", Date.from(webhook.createdAt()))
            .append("replayAsk", webhook.replayAsk());
    document.putAll(wish(webhook));
    document.putAll(keys(webhook.keys(), seal));
    document.putAll(progress(webhook.progress()));
    return document;
  }

  /** What the owner decides, but for the keys. */
  static Document wish(Webhook webhook) {
    Target target = webhook.target();
    return new Document("url", target.url().toString())
        .append("types", target.types().stream().sorted().toList())
        .append(
            "conversations",
            target.conversations().stream().map(ConversationId::value).sorted().toList())
        .append("active", webhook.active());
  }

  static Document keys(Keys keys, Seal seal) {
    return new Document(SECRET, seal.seal(keys.secret()))
        .append(PREVIOUS_SECRET, keys.previous() == null ? null : seal.seal(keys.previous()))
        .append("previousUntil", date(keys.previousUntil()));
  }

  static Document progress(Progress progress) {
    Tries tries = progress.tries();
    return new Document("cursor", progress.cursor().text())
        .append("told", progress.told())
        .append("event", tries.event())
        .append("count", tries.count())
        .append("failingSince", date(tries.failingSince()))
        .append("waitedMs", tries.waited().toMillis())
        .append("nextAt", date(tries.nextAt()))
        .append("error", tries.error())
        .append("deliveredAt", date(progress.deliveredAt()))
        .append("pause", progress.pause() == null ? null : progress.pause().name());
  }

  static Webhook webhook(Document document, Seal seal) {
    String previous = document.getString(PREVIOUS_SECRET);
    return new Webhook(
        document.getString("_id"),
        new UserId(document.getString("user")),
        new Target(
            URI.create(document.getString("url")),
            document.getList("types", String.class, List.of()).stream().collect(Collectors.toSet()),
            document.getList("conversations", String.class, List.of()).stream()
                .map(ConversationId::new)
                .collect(Collectors.toSet())),
        new Keys(
            seal.open(document.getString(SECRET)),
            previous == null ? null : seal.open(previous),
            instant(document, "previousUntil")),
        document.getBoolean("active", false),
        document.getDate("createdAt").toInstant(),
        document.getString("replayAsk"),
        progressOf(document));
  }

  private static Progress progressOf(Document document) {
    String pause = document.getString("pause");
    return new Progress(
        cursor(document.getString("cursor")),
        document.getString("told"),
        new Tries(
            document.getString("event"),
            document.getInteger("count", 0),
            instant(document, "failingSince"),
            Duration.ofMillis(document.get("waitedMs", Number.class).longValue()),
            instant(document, "nextAt"),
            document.getString("error")),
        instant(document, "deliveredAt"),
        pause == null ? null : Progress.Pause.valueOf(pause));
  }

  static InboxCursor cursor(String text) {
    return InboxCursor.parse(text)
        .orElseThrow(() -> new IllegalStateException("No cursor of an inbox: " + text));
  }

  static @Nullable Instant instant(Document document, String field) {
    Date date = document.getDate(field);
    return date == null ? null : date.toInstant();
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }
}
