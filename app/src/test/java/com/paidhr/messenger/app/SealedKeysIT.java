package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Signing keys that a key from outside seals, through a change of that key. */
class SealedKeysIT {
  private static final String OLD = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  private static final String NEW = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

  private final String database = TestStores.freshDatabase() + "sealed";

  private RunningMessenger.Builder with(String keys) {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", database)
        .env("IDENTITY_KEY_ENCRYPTION_KEYS", keys);
  }

  private List<String> stored() {
    try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
      return client
          .getDatabase(database)
          .getCollection("signingKeys")
          .find()
          .map((Document key) -> key.getString("jwk"))
          .into(new java.util.ArrayList<>());
    }
  }

  @Test
  void signOnAfterTheKeyThatSealsThemWasReplaced() {
    String token;
    List<String> sealedByOld;
    try (var messenger = with(OLD).start()) {
      token = messenger.newUser("ann").accessToken();
      sealedByOld = stored();
      assertThat(sealedByOld).isNotEmpty().noneMatch(key -> key.startsWith("{"));
    }
    try (var messenger = with(NEW + "," + OLD).start()) {
      ApiClient.holding(messenger::url, token).get("/users/me").expect(200);
      assertThat(stored()).hasSameSizeAs(sealedByOld).doesNotContainAnyElementsOf(sealedByOld);
    }
    try (var messenger = with(NEW).start()) {
      ApiClient.holding(messenger::url, token).get("/users/me").expect(200);
      assertThat(messenger.log()).doesNotContain(NEW).doesNotContain(OLD);
    }
    assertThatThrownBy(() -> with(OLD).start())
        .hasMessageContaining("identity.key.encryption-keys does not have the key");
  }
}
