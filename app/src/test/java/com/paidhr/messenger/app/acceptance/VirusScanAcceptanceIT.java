package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.FakeClamd;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TcpProxy;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uploads with a virus scanner that finds something, is slow, or is away. */
class VirusScanAcceptanceIT {
  private static final String DATABASE = TestStores.freshDatabase();
  private static final Duration LONG = Duration.ofSeconds(30);
  private static FakeClamd clamd;
  private static TcpProxy network;
  private static RunningMessenger messenger;
  private static MongoClient store;

  @BeforeAll
  static void start() {
    clamd = FakeClamd.start();
    network = TcpProxy.to(clamd.port());
    messenger =
        RunningMessenger.with()
            .env("MONGODB_URI", TestStores.mongoUri())
            .env("MONGODB_DATABASE", DATABASE)
            .env("REDIS_URI", TestStores.redisUri().toString())
            .env("MEDIA_SCAN_CLAMD_HOST", "localhost")
            .env("MEDIA_SCAN_CLAMD_PORT", Integer.toString(network.port()))
            .env("MEDIA_SCAN_TIMEOUT", "PT0.5S")
            .start();
    store = MongoClients.create(TestStores.mongoUri());
  }

  @AfterAll
  static void stop() {
    store.close();
    messenger.close();
    network.close();
    clamd.close();
  }

  @Test
  void storesOnlyWhatTheScannerHasPassed() {
    ApiClient ann = messenger.newUser("ann");
    String before = kept();

    Answer infected = upload(ann, "x".repeat(300_000) + FakeClamd.VIRUS).expect(422);

    assertThat(infected.problem()).isEqualTo("infected-file");
    assertThat(infected.at("/errors/0/pointer").asText()).isEqualTo("/file");
    assertThat(infected.at("/errors/0/detail").asText()).contains(FakeClamd.SIGNATURE);
    assertThat(kept()).isEqualTo(before);
    assertThat(metric("infected")).isEqualTo(1);
    assertThat(messenger.log()).contains(ann.userId(), FakeClamd.SIGNATURE);

    network.hold();
    assertUnscanned(ann);
    network.refuse();
    assertUnscanned(ann);
    assertThat(kept()).isEqualTo(before);
    assertThat(metric("unscanned")).isEqualTo(2);

    network.heal();
    String file = upload(ann, "harmless").expect(201).id();
    assertThat(
            ann.post(
                    "/messages",
                    Map.of(
                        "conversationId",
                        ann.group("files"),
                        "body",
                        "Look",
                        "attachments",
                        List.of(file)))
                .expect(201)
                .at("/attachments/0/id")
                .asText())
        .isEqualTo(file);

    network.refuse();
    assertUnscanned(ann);
    assertUnscanned(ann);
    assertUnscanned(ann);
    network.heal();
    int scans = clamd.scans();
    assertUnscanned(ann);
    assertThat(clamd.scans()).as("the circuit breaker is open").isEqualTo(scans);

    await().atMost(LONG).until(() -> upload(ann, "harmless").status() == 201);
    assertThat(upload(ann, "harmless").expect(201).at("/scan").asText()).isEqualTo("CLEAN");
  }

  private static void assertUnscanned(ApiClient user) {
    Answer refused = upload(user, "harmless").expect(503);

    assertThat(refused.problem()).isEqualTo("unavailable");
    assertThat(refused.at("/detail").asText()).contains("virus scanner");
    assertThat(refused.header("Retry-After")).isEqualTo("2");
  }

  private static Answer upload(ApiClient user, String content) {
    return user.upload("a.txt", "text/plain", content.getBytes(StandardCharsets.US_ASCII));
  }

  /** How much of files the store has. */
  private static String kept() {
    MongoDatabase database = store.getDatabase(DATABASE);
    return List.of("media.files", "media.chunks", "uploads").stream()
        .map(name -> database.getCollection(name).countDocuments(new BsonDocument()))
        .toList()
        .toString();
  }

  private static double metric(String name) {
    return messenger
        .anonymous()
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith("messenger_media_" + name + "_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
