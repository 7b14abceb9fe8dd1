package com.paidhr.messenger.conversations.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.conversations.domain.BlockStoreContractTest;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.ConversationStoreContractTest;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.InviteStoreContractTest;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.MemberStoreContractTest;
import com.paidhr.messenger.testsupport.TestStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The MongoDB stores keep the contracts, with their indexes in place. */
class MongoStoresIT {
  private static final MongoClient CLIENT = MongoClients.create(TestStores.mongoUri());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private static MongoDatabase database() {
    return CLIENT.getDatabase(TestStores.freshDatabase());
  }

  @Nested
  class Conversations extends ConversationStoreContractTest {
    @Override
    protected ConversationStore emptyStore() {
      MongoConversationStore store = new MongoConversationStore(database());
      store.createIndexes("start");
      store.createIndexes("again");
      return store;
    }
  }

  @Nested
  class Members extends MemberStoreContractTest {
    @Override
    protected MemberStore emptyStore() {
      MongoMemberStore store = new MongoMemberStore(database());
      store.createIndexes("start");
      return store;
    }
  }

  @Nested
  class Invites extends InviteStoreContractTest {
    @Override
    protected InviteStore emptyStore() {
      MongoInviteStore store = new MongoInviteStore(database());
      store.createIndexes("start");
      return store;
    }
  }

  @Nested
  class Blocks extends BlockStoreContractTest {
    @Override
    protected BlockStore emptyStore() {
      MongoBlockStore store = new MongoBlockStore(database());
      store.createIndexes("start");
      return store;
    }
  }
}
