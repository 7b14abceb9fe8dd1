package com.paidhr.messenger.webhooks.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.SealedSecrets;
import com.paidhr.messenger.shared.seal.Seal;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Webhooks as {@link WebhookDocuments}. A sender has one by a conditional update. */
@ApplicationScoped
public class MongoWebhooks implements Webhooks {
  private static final Bson RELEASED = combine(set("holder", null), set("heldUntil", null));

  private final MongoCollection<Document> webhooks;
  private final Seal seal;

  @Inject
  public MongoWebhooks(MongoDatabase database, Seal seal) {
    this.webhooks = database.getCollection("webhooks");
    this.seal = seal;
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object start) {
    webhooks.createIndex(Indexes.ascending("user"));
  }

  /** A start with keys that do not open what is stored fails. */
  void renewSeals(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    SealedSecrets.renew(webhooks, seal, WebhookDocuments.SECRET, WebhookDocuments.PREVIOUS_SECRET);
  }

  @Override
  public void add(Webhook webhook) {
    webhooks.insertOne(WebhookDocuments.of(webhook, seal));
  }

  @Override
  public Optional<Webhook> find(String id) {
    return Optional.ofNullable(webhooks.find(eq("_id", id)).first()).map(this::webhook);
  }

  @Override
  public List<Webhook> of(UserId user) {
    return webhooks
        .find(eq("user", user.value()))
        .sort(Sorts.ascending("_id"))
        .map(this::webhook)
        .into(new ArrayList<>());
  }

  /** Takes it from whoever sends, so that nothing is sent as it was before. */
  @Override
  public boolean change(Webhook changed, boolean freshStart) {
    List<Bson> updates = new ArrayList<>();
    updates.add(new Document("$set", WebhookDocuments.wish(changed)));
    updates.add(RELEASED);
    if (freshStart) {
      updates.add(
          combine(
              set("pause", null),
              set("event", null),
              set("count", 0),
              set("failingSince", null),
              set("waitedMs", 0L),
              set("nextAt", null),
              set("error", null)));
    }
    return isUpdated(changed, combine(updates));
  }

  @Override
  public boolean changeKeys(Webhook changed) {
    return isUpdated(
        changed,
        combine(new Document("$set", WebhookDocuments.keys(changed.keys(), seal)), RELEASED));
  }

  private boolean isUpdated(Webhook changed, Bson update) {
    return webhooks
            .updateOne(and(eq("_id", changed.id()), eq("user", changed.user().value())), update)
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean remove(UserId user, String id) {
    return webhooks.deleteOne(and(eq("_id", id), eq("user", user.value()))).getDeletedCount() == 1;
  }

  @Override
  public void askReplay(String id, String ask) {
    webhooks.updateOne(eq("_id", id), set("replayAsk", ask));
  }

  @Override
  public void endReplay(String id, String ask) {
    webhooks.updateOne(and(eq("_id", id), eq("replayAsk", ask)), set("replayAsk", null));
  }

  @Override
  public Optional<Webhook> take(String id, String holder, Instant now, Instant until) {
    Bson free =
        and(
            eq("_id", id),
            eq("active", true),
            eq("pause", null),
            or(eq("holder", null), lt("heldUntil", Date.from(now))));
    return Optional.ofNullable(
            webhooks.findOneAndUpdate(
                free,
                combine(set("holder", holder), set("heldUntil", Date.from(until))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .map(this::webhook);
  }

  @Override
  public boolean save(String id, String holder, Progress progress) {
    return webhooks
            .updateOne(
                and(eq("_id", id), eq("holder", holder)),
                new Document("$set", WebhookDocuments.progress(progress)))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void release(String id, String holder) {
    webhooks.updateOne(and(eq("_id", id), eq("holder", holder)), RELEASED);
  }

  @Override
  public void forEachSending(Consumer<Brief> action) {
    for (Document document :
        webhooks
            .find(and(eq("active", true), eq("pause", null)))
            .projection(include("user", "nextAt", "replayAsk"))) {
      Instant next = WebhookDocuments.instant(document, "nextAt");
      boolean isAsked = document.getString("replayAsk") != null;
      action.accept(
          new Brief(
              document.getString("_id"),
              new UserId(document.getString("user")),
              next == null || isAsked ? Instant.EPOCH : next));
    }
  }

  private Webhook webhook(Document document) {
    return WebhookDocuments.webhook(document, seal);
  }
}
