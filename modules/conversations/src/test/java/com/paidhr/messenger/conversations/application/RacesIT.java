package com.paidhr.messenger.conversations.application;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.mongo.StoredWorlds;
import com.paidhr.messenger.testsupport.TestStores;
import org.junit.jupiter.api.AfterAll;

/** Races over documents. */
class RacesIT extends RaceContract {
  private static final MongoClient CLIENT = MongoClients.create(TestStores.mongoUri());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected World world(long maxMembers) {
    MongoDatabase database = CLIENT.getDatabase(TestStores.freshDatabase());
    return StoredWorlds.over(database, maxMembers);
  }
}
