package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.WrittenPlaces;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The counts in the collection {@code authorCounts}: {@code _id} {@code
 * "conversation#level.index"}; at level 0 {@code authors} and {@code places}, for each message a
 * byte that is its author's index, at the others {@code by} author to number.
 */
@ApplicationScoped
class MongoAuthorCounts implements AuthorCounts {
  private static final int BLOCKS_AT_ONCE = 5_000;

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
    Document counted = new Document("_id", id(block)).append("by", new Document(Map.copyOf(by)));
    UniqueKeys.tryWrite(() -> counts.insertOne(counted));
  }

  @Override
  public Map<AuthorBlock, WrittenPlaces> findPlaces(Collection<AuthorBlock> blocks) {
    Map<String, AuthorBlock> byId =
        blocks.stream().collect(Collectors.toMap(MongoAuthorCounts::id, Function.identity()));
    List<String> ids = List.copyOf(byId.keySet());
    Map<AuthorBlock, WrittenPlaces> found = new HashMap<>();
    for (int start = 0; start < ids.size(); start += BLOCKS_AT_ONCE) {
      List<String> some = ids.subList(start, Math.min(ids.size(), start + BLOCKS_AT_ONCE));
      for (Document stored : counts.find(in("_id", some)).batchSize(some.size() + 1)) {
        Binary places = stored.get("places", Binary.class);
        if (places != null) { // without it, an older version counted it
          found.put(
              byId.get(stored.getString("_id")),
              new WrittenPlaces(stored.getList("authors", String.class), places.getData()));
        }
      }
    }
    return found;
  }

  @Override
  public void addPlaces(Map<AuthorBlock, WrittenPlaces> blocks) {
    List<UpdateOneModel<Document>> writes = new ArrayList<>();
    blocks.forEach((block, places) ->
        writes.add(
            new UpdateOneModel<>(
                eq("_id", id(block)),
                combine(
                    set("authors", places.authors()),
                    set("places", new Binary(places.places())),
                    unset("by")),
                new UpdateOptions().upsert(true))));
    if (!writes.isEmpty()) {
      counts.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }

  private static String id(AuthorBlock block) {
    return block.conversation().value() + "#" + block.level() + "." + block.index();
  }
}
