package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Signing keys, and users' secrets, that a key from outside seals, through a change of that key.
 */
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

  private List<String> stored(String collection, String... fields) {
    try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
      List<Document> found =
          client.getDatabase(database).getCollection(collection).find().into(new ArrayList<>());
      return found.stream()
          .flatMap(document -> Stream.of(fields).map(document::getString))
          .toList();
    }
  }

  private List<String> signingKeys() {
    return stored("signingKeys", "jwk");
  }

  private List<String> secrets() {
    return Stream.of(
            stored("secondFactors", "secret"), stored("webhooks", "secret", "previousSecret"))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void signOnAfterTheKeyThatSealsThemWasReplaced() {
    String token;
    List<String> sealedByOld;
    try (var messenger = with(OLD).start()) {
      token = messenger.newUser("ann").accessToken();
      sealedByOld = signingKeys();
      assertThat(sealedByOld).isNotEmpty().noneMatch(key -> key.startsWith("{"));
    }
    try (var messenger = with(NEW + "," + OLD).start()) {
      ApiClient.holding(messenger::url, token).get("/users/me").expect(200);
      assertThat(signingKeys()).hasSameSizeAs(sealedByOld).doesNotContainAnyElementsOf(sealedByOld);
    }
    try (var messenger = with(NEW).start()) {
      ApiClient.holding(messenger::url, token).get("/users/me").expect(200);
      assertThat(messenger.log()).doesNotContain(NEW).doesNotContain(OLD);
    }
    assertThatThrownBy(() -> with(OLD).start())
        .hasMessageContaining("identity.key.encryption-keys does not have the key");
  }

  @Test
  void sealUsersSecretsOfBeforeAndAnewWhenTheyAreReplaced() {
    ApiClient ann;
    Authenticator app;
    String webhook;
    List<String> unsealed;
    try (var messenger = with("").start()) {
      ann = messenger.newUser("ann");
      app =
          new Authenticator(
              ann.post("/users/me/second-factor", Map.of("currentPassword", ann.password()))
                  .expect(201)
                  .at("/secret")
                  .asText());
      ann.post("/users/me/second-factor/confirmation", Map.of("code", app.code())).expect(200);
      webhook =
          ann.post("/users/me/webhooks", Map.of("url", "https://1.1.1.1/", "active", false))
              .expect(201)
              .at("/webhook/id")
              .asText();
      ann.post("/users/me/webhooks/" + webhook + "/secret").expect(200);
      unsealed = secrets();
      assertThat(unsealed).hasSize(3).noneMatch(SealedKeysIT::isSealed);
    }
    List<String> sealedByOld;
    try (var messenger = with(OLD).start()) {
      sealedByOld = secrets();
      assertThat(sealedByOld).hasSize(3).allMatch(SealedKeysIT::isSealed);
    }
    try (var messenger = with(NEW + "," + OLD).start()) {
      assertThat(secrets())
          .hasSize(3)
          .allMatch(SealedKeysIT::isSealed)
          .doesNotContainAnyElementsOf(sealedByOld);
    }
    try (var messenger = with(NEW).start()) {
      Map<String, String> signIn =
          Map.of("username", ann.username(), "password", ann.password(), "code", app.code());
      String token =
          messenger.anonymous().post("/tokens", signIn).expect(200).at("/accessToken").asText();
      ApiClient again = ApiClient.holding(messenger::url, token);
      again.get("/users/me/webhooks/" + webhook).expect(200);
      again.post("/users/me/webhooks/" + webhook + "/secret").expect(200);
      assertThat(secrets()).hasSize(3).allMatch(SealedKeysIT::isSealed);
      assertThat(messenger.log()).doesNotContain(unsealed);
    }
  }

  private static boolean isSealed(String stored) {
    return stored.startsWith("eyJ") && stored.split("\\.", -1).length == 5;
  }
}
