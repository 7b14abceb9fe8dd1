package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index was asked to be.
 *
 * @param onlyWhere the partial filter: documents that do not match it are not in the index
 */
record IndexDefinition(
    String name,
    List<IndexKey> keys,
    boolean unique,
    boolean sparse,
    @Nullable Document onlyWhere) {

  List<String> paths() {
    return keys.stream().map(IndexKey::getKey).toList();
  }
}
