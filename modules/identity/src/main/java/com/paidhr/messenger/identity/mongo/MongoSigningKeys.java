package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.identity.token.SigningKey;
import com.paidhr.messenger.identity.token.SigningKeys;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import com.paidhr.messenger.shared.seal.Seal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.nosql.Template;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;

/**
 * Signing keys through Jakarta NoSQL, their private part sealed. Whoever reads a key that another
 * key seals, or none, stores it anew.
 */
@ApplicationScoped
class MongoSigningKeys implements SigningKeys {
  private final Template template;
  private final MongoCollection<Document> collection;
  private final Seal seal;

  @Inject
  MongoSigningKeys(Template template, MongoDatabase database, Seal seal) {
    this.template = template;
    this.collection = database.getCollection("signingKeys");
    this.seal = seal;
  }

  /** A start with keys that do not open what is stored fails. */
  void open(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    all();
  }

  @Override
  public List<SigningKey> all() {
    return template.select(SigningKeyDocument.class).<SigningKeyDocument>stream()
        .map(this::opened)
        .sorted(Comparator.comparingLong(SigningKey::number))
        .toList();
  }

  private SigningKey opened(SigningKeyDocument stored) {
    SigningKey key = stored.toKey(seal);
    if (!seal.isCurrent(stored.jwk())) {
      collection.updateOne(
          and(eq("_id", stored.id()), eq("jwk", stored.jwk())),
          set("jwk", SigningKeyDocument.of(key, seal).jwk()));
    }
    return key;
  }

  @Override
  public boolean add(SigningKey key) {
    return UniqueKeys.tryWrite(() -> template.insert(SigningKeyDocument.of(key, seal)));
  }

  @Override
  public void remove(SigningKey key) {
    template.delete(SigningKeyDocument.class, SigningKeyDocument.idOf(key));
  }
}
