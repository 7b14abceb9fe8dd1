package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.domain.PairSecret;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The secret as the document {@code private-pairs} of the collection {@code secrets}. */
@ApplicationScoped
class MongoPairSecret implements PairSecret {
  private static final String ID = "private-pairs";
  private static final int BYTES = 32;

  private final MongoCollection<Document> secrets;
  private volatile byte @Nullable [] known;

  @Inject
  MongoPairSecret(MongoDatabase database) {
    secrets = database.getCollection("secrets");
  }

  @Override
  public byte[] key() {
    byte[] key = known;
    if (key == null) {
      key = stored();
      known = key;
    }
    return key.clone();
  }

  private byte[] stored() {
    Document secret = secrets.find(eq("_id", ID)).first();
    if (secret == null) {
      offer();
      secret = secrets.find(eq("_id", ID)).first();
    }
    if (secret == null) {
      throw new IllegalStateException("The secret of private conversations was not kept");
    }
    return secret.get("key", Binary.class).getData();
  }

  /** Stores a new secret unless another node was faster. */
  private void offer() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    UniqueKeys.tryWrite(
        () -> secrets.insertOne(new Document("_id", ID).append("key", new Binary(fresh))));
  }
}
