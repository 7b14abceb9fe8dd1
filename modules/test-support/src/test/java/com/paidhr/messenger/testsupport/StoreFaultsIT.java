package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.URI;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoreFaultsIT {
  private static final int WRITES = 40;

  @Test
  void answersWithErrorsBeforeAndAfterTheStoreHasDoneIt() {
    int port = URI.create(TestStores.mongoUri()).getPort();
    try (StoreFaults faults = StoreFaults.to(port, 7);
        MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + faults.port())) {
      MongoCollection<Document> written =
          client.getDatabase(TestStores.freshDatabase()).getCollection("written");
      written.insertOne(new Document("_id", 0));

      faults.fail(1);
      for (int i = 1; i <= WRITES; i++) {
        Document each = new Document("_id", i);
        assertThatThrownBy(() -> written.insertOne(each))
            .isInstanceOf(MongoCommandException.class)
            .hasMessageContaining("11601");
      }
      faults.fail(0);

      assertThat(faults.injected()).isEqualTo(WRITES);
      assertThat(written.countDocuments()).isBetween(5L, WRITES - 5L);
    }
  }
}
