package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryPlanTest {

  private final List<Document> documents = new ArrayList<>();
  private final List<HashIndex> indexes = new ArrayList<>();

  private void index(boolean sparse, @Nullable Document onlyWhere, String... paths) {
    var keys = Arrays.stream(paths).map(path -> new IndexKey(path, true)).toList();
    var definition = new IndexDefinition(String.join("_", paths), keys, false, sparse, onlyWhere);
    indexes.add(new HashIndex(definition, "_id", documents::get));
  }

  private void index(String... paths) {
    index(false, null, paths);
  }

  private void store(Document document) {
    indexes.forEach(index -> index.add(document, documents.size()));
    documents.add(document);
  }

  private Optional<List<Integer>> candidates(Document filter) {
    return new QueryPlan(filter)
        .candidates(indexes)
        .map(slots -> Arrays.stream(slots).boxed().sorted().toList());
  }

  private void storeMessages() {
    for (int slot = 0; slot < 20; slot++) {
      store(
          new Document("_id", "m" + slot)
              .append("room", "r" + slot % 2)
              .append("seq", slot)
              .append("at", new Document("day", slot % 5)));
    }
  }

  @Test
  void usesTheIdAlthoughTheFilterHasMore() {
    index("_id");
    storeMessages();

    assertThat(candidates(new Document("_id", "m3").append("version", 1))).hasValue(List.of(3));
  }

  @Test
  void findsElementsOfArraysByAllKeysTogetherOnly() {
    index("words", "room");
    store(new Document("_id", 0).append("words", List.of("one")).append("room", "r"));
    store(new Document("_id", 1).append("words", List.of("one", "two")).append("room", "r"));
    store(new Document("_id", 2).append("words", List.of("two", "one")).append("room", "s"));

    assertThat(candidates(new Document("words", "one").append("room", "r")))
        .hasValue(List.of(0, 1));
    assertThat(candidates(new Document("words", "two").append("room", "s"))).hasValue(List.of(2));
    assertThat(candidates(new Document("words", "one"))).isEmpty();
  }

  @Test
  void takesTheIndexThatLeavesTheFewest() {
    index("room");
    index("at.day");
    storeMessages();

    assertThat(candidates(new Document("room", "r0").append("at.day", 1)))
        .hasValue(List.of(1, 6, 11, 16));
  }

  @Test
  void usesTheFirstKeysOfACompoundIndex() {
    index("room", "at.day", "seq");
    storeMessages();

    assertThat(candidates(new Document("room", "r1").append("at.day", 1).append("kind", "TEXT")))
        .hasValue(List.of(1, 11));
    assertThat(candidates(new Document("at.day", 1))).isEmpty();
  }

  @Test
  void combinesListsOfValues() {
    index("room", "seq");
    storeMessages();

    var in = new Document("$in", List.of(1, 2.0, 3L, 77));

    assertThat(candidates(new Document("room", "r1").append("seq", in))).hasValue(List.of(1, 3));
    assertThat(candidates(new Document("room", new Document("$in", List.of()))))
        .hasValue(List.of());
  }

  @Test
  void looksIntoAndAndOr() {
    index("_id");
    index("seq");
    storeMessages();
    var seq = new Document("seq", new Document("$eq", 4));

    assertThat(candidates(new Document("$and", List.of(new Document("x", 1), seq))))
        .hasValue(List.of(4));
    assertThat(candidates(new Document("$or", List.of(new Document("_id", "m1"), seq))))
        .hasValue(List.of(1, 4));
    assertThat(candidates(new Document("$or", List.of(new Document("x", 1), seq)))).isEmpty();
  }

  @Test
  void readsEverythingForWhatAnIndexCannotAnswer() {
    index("room");
    storeMessages();

    assertThat(candidates(new Document())).isEmpty();
    assertThat(candidates(new Document("room", null))).isEmpty();
    assertThat(candidates(new Document("room", List.of("r0")))).isEmpty();
    assertThat(candidates(new Document("room", new BsonRegularExpression("^r")))).isEmpty();
    assertThat(candidates(new Document("room", new Document("$gt", "r")))).isEmpty();
    assertThat(candidates(new Document("room", new Document("$ne", "r0")))).isEmpty();
    assertThat(candidates(new Document("$nor", List.of(new Document("room", "r0"))))).isEmpty();
  }

  @Test
  void usesAPartialIndexOnlyWhenTheQueryImpliesItsFilter() {
    index(false, new Document("state", "OPEN"), "room");
    store(new Document("_id", 1).append("room", "a").append("state", "OPEN"));
    store(new Document("_id", 2).append("room", "a").append("state", "CLOSED"));

    assertThat(candidates(new Document("room", "a"))).isEmpty();
    assertThat(candidates(new Document("room", "a").append("state", "CLOSED"))).isEmpty();
    assertThat(candidates(new Document("room", "a").append("state", "OPEN"))).hasValue(List.of(0));
  }

  @Test
  void findsEveryElementOfAnArrayOnce() {
    index(true, null, "tags");
    store(new Document("tags", List.of("a", "b", "a")));
    store(new Document("other", 1));

    assertThat(candidates(new Document("tags", new Document("$in", List.of("a", "b")))))
        .hasValue(List.of(0));
    indexes.getFirst().remove(documents.getFirst(), 0);
    assertThat(candidates(new Document("tags", "a"))).hasValue(List.of());
  }
}
