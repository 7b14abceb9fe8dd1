package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * The counts in the collection {@code authorCounts}: {@code _id} {@code
 * "conversation#level.index"}, {@code by} author to number.
 */
@ApplicationScoped
class MongoAuthorCounts implements AuthorCounts {
  private final MongoCollection<Document> counts;

  @Inject
  MongoAuthorCounts(MongoDatabase database) {
    counts = database.getCollection(MessagingSchema.AUTHOR_COUNTS);
  }

  @Override
  public Map<AuthorBlock, Map<String, Long>> find(
      Collection<AuthorBlock> blocks, Collection<String> authors) {
    if (blocks.isEmpty()) {
      return Map.of();
    }
    Map<String, AuthorBlock> byId =
        blocks.stream().collect(Collectors.toMap(MongoAuthorCounts::id, Function.identity()));
    Document wanted = new Document();
    authors.forEach(author -> wanted.append("by." + author, 1));
    Map<AuthorBlock, Map<String, Long>> found = new HashMap<>();
    counts
        .find(in("_id", byId.keySet()))
        .projection(wanted)
        .batchSize(blocks.size() + 1)
        .forEach(stored -> found.put(byId.get(stored.getString("_id")), by(stored)));
    return found;
  }

  private static Map<String, Long> by(Document stored) {
    Map<String, Long> by = new HashMap<>();
    Document numbers = stored.get("by", new Document());
    numbers.keySet().forEach(author -> by.put(author, MessageDocuments.number(numbers, author)));
    return by;
  }

  @Override
  public void add(AuthorBlock block, Map<String, Long> by) {
    try {
      counts.insertOne(new Document("_id", id(block)).append("by", new Document(Map.copyOf(by))));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  private static String id(AuthorBlock block) {
    return block.conversation().value() + "#" + block.level() + "." + block.index();
  }
}
