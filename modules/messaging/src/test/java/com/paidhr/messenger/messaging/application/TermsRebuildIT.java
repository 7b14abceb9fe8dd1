package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.mongo.Rebuilds;
import com.paidhr.messenger.shared.mongo.StoredForm;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terms that an older analysis stored are made anew, once, wherever it was interrupted. // #16 */
class TermsRebuildIT {
  private static final int MESSAGES = 450;

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final SettableClock clock = new SettableClock("2030-06-01T09:00:00Z");
  private final Node node = new Node(database, clock, new Node.Heard());
  private final MongoCollection<Document> messages = database.getCollection("messages");
  private final Rebuilds rebuilds = new Rebuilds(database, List.of(), clock);

  @BeforeEach
  void writeWithOldTerms() {
    for (int i = 0; i < MESSAGES; i++) {
      node.send(ANN, "getUserName" + i);
    }
    messages.updateMany(new Document(), Updates.set("terms", List.of("old")));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void makesEveryTermAnewOnce() {
    AtomicInteger parts = new AtomicInteger();
    StoredForm form = counting(TestLogs.terms(database), parts, Integer.MAX_VALUE);

    assertThat(rebuilds.run(form)).isTrue();

    assertThat(messages.countDocuments(Filters.eq("terms", "old"))).isZero();
    assertThat(found("user ")).hasSize(50);
    assertThat(parts).hasValueGreaterThan(2);
    parts.set(0);
    assertThat(rebuilds.run(form)).isTrue();
    assertThat(parts).hasValue(0);
  }

  @Test
  void goesOnWhereItWasInterrupted() {
    AtomicInteger parts = new AtomicInteger();

    assertThatThrownBy(() -> rebuilds.run(counting(TestLogs.terms(database), parts, 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(messages.countDocuments(Filters.eq("terms", "old"))).isBetween(1L, MESSAGES - 1L);
    assertThat(rebuilds.run(TestLogs.terms(database))).as("another node has it").isFalse();
    clock.advance(Duration.ofMinutes(2));
    messages.updateOne(Filters.eq("seq", 1), Updates.set("terms", List.of("untouched")));

    assertThat(rebuilds.run(TestLogs.terms(database))).isTrue();

    assertThat(messages.countDocuments(Filters.eq("terms", "old"))).isZero();
    assertThat(messages.countDocuments(Filters.eq("terms", "untouched"))).isOne();
  }

  private List<SearchHit> found(String typed) {
    Filter filter = new Filter(SearchQuery.of(typed), null, null, null, null, null);
    return node.search.search(ANN, ROOM, filter, PageRequest.of(50, null)).items();
  }

  private static StoredForm counting(StoredForm form, AtomicInteger parts, int most) {
    return new StoredForm() {
      @Override
      public String name() {
        return form.name();
      }

      @Override
      public int version() {
        return form.version();
      }

      @Override
      public @Nullable String rebuild(@Nullable String place) {
        if (parts.getAndIncrement() == most) {
          throw new IllegalStateException("The node stops here");
        }
        return form.rebuild(place);
      }
    };
  }
}
