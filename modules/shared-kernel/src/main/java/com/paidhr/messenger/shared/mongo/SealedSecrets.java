package com.paidhr.messenger.shared.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.paidhr.messenger.shared.seal.Seal;
import java.util.List;
import org.bson.Document;

/** Secrets in a collection's documents, which are sealed there by the first of the seal's keys. */
public final class SealedSecrets {
  private SealedSecrets() {}

  /**
   * Opens all of them, and seals those anew that are not sealed yet, or by another key. What is
   * changed meanwhile stays as it is then. Reads the collection once, and writes once for each that
   * is sealed anew.
   *
   * @param fields hold texts, or nothing
   * @throws com.paidhr.messenger.shared.config.InvalidSettingException where a key is missing
   */
  public static void renew(MongoCollection<Document> collection, Seal seal, String... fields) {
    for (Document found : collection.find().projection(include(List.of(fields)))) {
      for (String field : fields) {
        String stored = found.getString(field);
        if (stored != null && !seal.isCurrent(stored)) {
          collection.updateOne(
              and(eq("_id", found.get("_id")), eq(field, stored)),
              set(field, seal.seal(seal.open(stored))));
        }
      }
    }
  }
}
