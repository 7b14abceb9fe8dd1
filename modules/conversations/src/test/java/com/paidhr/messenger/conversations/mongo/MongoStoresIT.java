package com.paidhr.messenger.conversations.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.ConversationStoreContractTest;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.InviteStoreContractTest;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.MemberStoreContractTest;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

  @Test
  void listsAuditEntriesNewestFirstAndKeepsEachOnce() {
    MongoAuditTrail audit = new MongoAuditTrail(database());
    audit.createIndexes("start");
    AuditEntry old = entry("1", "here", "ann");
    AuditEntry recent = entry("2", "there", "bob");
    audit.add(recent);
    audit.add(old);
    audit.add(old);

    assertThat(audit.newest(null, null, null, 10)).containsExactly(recent, old);
    assertThat(audit.newest(null, null, "2", 10)).containsExactly(old);
    assertThat(audit.newest(new ConversationId("there"), null, null, 10)).containsExactly(recent);
    assertThat(audit.newest(null, new UserId("ann"), null, 10)).containsExactly(old);
    assertThat(audit.newest(null, null, null, 1)).containsExactly(recent);
  }

  private static AuditEntry entry(String id, String conversation, String actor) {
    return new AuditEntry(
        id,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        new UserId(actor),
        "member.kicked",
        new ConversationId(conversation),
        null,
        Map.of("previousName", "a.b"));
  }
}
