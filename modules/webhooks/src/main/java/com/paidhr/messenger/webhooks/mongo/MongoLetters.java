package com.paidhr.messenger.webhooks.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Letters;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code webhookLetters}: {@code _id} the event's, {@code webhook}, {@code type}, {@code
 * cursor}, {@code entry} as an inbox has it, {@code failedAt}, {@code attempts}, {@code error},
 * {@code replaying}.
 */
@ApplicationScoped
public class MongoLetters implements Letters {
  private static final Bson NEWEST_FIRST =
      Sorts.orderBy(Sorts.descending("failedAt"), Sorts.ascending("_id"));

  private final MongoCollection<Document> letters;

  @Inject
  public MongoLetters(MongoDatabase database) {
    this.letters = database.getCollection("webhookLetters");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object start) {
    letters.createIndex(Indexes.ascending("webhook"));
  }

  @Override
  public void put(Letter letter, int most) {
    letters.replaceOne(eq("_id", letter.id()), document(letter), new ReplaceOptions().upsert(true));
    long surplus = letters.countDocuments(eq("webhook", letter.webhook())) - most;
    if (surplus > 0) {
      List<String> oldest =
          letters
              .find(eq("webhook", letter.webhook()))
              .sort(Sorts.ascending("failedAt"))
              .projection(include("_id"))
              .limit(Math.toIntExact(surplus))
              .map(document -> document.getString("_id"))
              .into(new ArrayList<>());
      letters.deleteMany(in("_id", oldest));
    }
  }

  @Override
  public List<Letter> list(String webhook, PageRequest page) {
    Bson own = eq("webhook", webhook);
    Bson wanted = page.after(MongoLetters::behind).map(rest -> and(own, rest)).orElse(own);
    return letters
        .find(wanted)
        .sort(NEWEST_FIRST)
        .limit(page.limit() + 1)
        .map(MongoLetters::letter)
        .into(new ArrayList<>());
  }

  @Override
  public String positionOf(Letter letter) {
    return letter.failedAt().toEpochMilli() + " " + letter.id();
  }

  private static Bson behind(String position) {
    int space = position.indexOf(' ');
    Date time = new Date(Long.parseLong(position.substring(0, space)));
    String id = position.substring(space + 1);
    return or(lt("failedAt", time), and(eq("failedAt", time), gt("_id", id)));
  }

  @Override
  public boolean markReplaying(String webhook, String id) {
    return letters
            .updateOne(and(eq("_id", id), eq("webhook", webhook)), set("replaying", true))
            .getMatchedCount()
        == 1;
  }

  @Override
  public long markAllReplaying(String webhook) {
    return letters.updateMany(eq("webhook", webhook), set("replaying", true)).getMatchedCount();
  }

  @Override
  public List<Letter> replaying(String webhook, int most) {
    return letters
        .find(and(eq("webhook", webhook), eq("replaying", true)))
        .sort(Sorts.ascending("failedAt", "_id"))
        .limit(most)
        .map(MongoLetters::letter)
        .into(new ArrayList<>());
  }

  @Override
  public void endReplays(Letter failed) {
    letters.replaceOne(eq("_id", failed.id()), document(failed));
    letters.updateMany(
        and(eq("webhook", failed.webhook()), eq("replaying", true)), set("replaying", false));
  }

  @Override
  public void remove(String id) {
    letters.deleteOne(eq("_id", id));
  }

  @Override
  public void removeAllOf(String webhook) {
    letters.deleteMany(eq("webhook", webhook));
  }

  private static Document document(Letter letter) {
    InboxEntry entry = letter.entry();
    return new Document("_id", letter.id())
        .append("webhook", letter.webhook())
        .append("type", letter.type())
        .append("cursor", letter.at().text())
        .append("entry", entry == null ? null : new Document(new HashMap<>(entry.fields())))
        .append("failedAt", Date.from(letter.failedAt()))
        .append("attempts", letter.attempts())
        .append("error", letter.error())
        .append("replaying", letter.replaying());
  }

  private static Letter letter(Document document) {
    String cursor = document.getString("cursor");
    Instant failedAt = document.getDate("failedAt").toInstant();
    return new Letter(
        document.getString("_id"),
        document.getString("webhook"),
        document.getString("type"),
        WebhookDocuments.cursor(cursor),
        entry(document, WebhookDocuments.cursor(cursor).entry()),
        failedAt,
        document.getInteger("attempts", 0),
        document.getString("error"),
        document.getBoolean("replaying", false));
  }

  private static @Nullable InboxEntry entry(Document document, String id) {
    Document stored = document.get("entry", Document.class);
    if (stored == null) {
      return null;
    }
    Map<String, String> fields = new HashMap<>();
    stored.forEach((name, value) -> fields.put(name, String.valueOf(value)));
    return InboxEntry.of(id, fields)
        .orElseThrow(
            () -> new IllegalStateException("Dead letter " + document.get("_id") + " is damaged"));
  }
}
