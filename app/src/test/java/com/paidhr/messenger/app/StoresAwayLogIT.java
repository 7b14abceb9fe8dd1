package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TcpProxy;
import com.paidhr.messenger.testsupport.TestStores;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** #15: a store that does not answer fills no log, however many requests meet it. */
class StoresAwayLogIT {
  private static final int AT_ONCE = 10;

  /** Of a hundred requests. */
  private static final int MOST_LINES = 20;

  /** Each goes on later and later. */
  private static final String LOOPS = ".delivery.domain.Loops";

  @TempDir private Path folder;
  private TcpProxy toMongo;
  private TcpProxy toRedis;
  private RedisServer redis;
  private RunningMessenger messenger;
  private ApiClient ann;
  private String room;

  @BeforeEach
  void start() {
    redis = RedisServer.start(folder);
    toMongo = TcpProxy.to(URI.create(TestStores.mongoUri()).getPort());
    toRedis = TcpProxy.to(redis.uri().getPort());
    messenger =
        RunningMessenger.with()
            .env("MONGODB_URI", "mongodb://127.0.0.1:" + toMongo.port())
            .env("MONGODB_DATABASE", TestStores.freshDatabase())
            .env("MONGODB_TIMEOUT", "PT2S")
            .env("REDIS_URI", "redis://127.0.0.1:" + toRedis.port())
            .start();
    ann = messenger.newUser("ann");
    room = ann.privateWith(messenger.newUser("bob"));
  }

  @AfterEach
  void stop() {
    messenger.close();
    toRedis.close();
    toMongo.close();
    redis.close();
  }

  @Test
  void saysItOnceWhenMongoRefusesConnections() {
    toMongo.refuse();

    checkLog();
  }

  @Test
  void saysItOnceWhenMongoDoesNotAnswer() {
    toMongo.hold();

    checkLog();
  }

  @Test
  void saysItOnceWhenRedisRefusesConnections() {
    toRedis.refuse();

    checkLog();
  }

  @Test
  void saysItOnceWhenRedisDoesNotAnswer() {
    toRedis.hold();

    checkLog();
  }

  /** Else half of an export would look like all of it. */
  @Test
  void cutsOffAnExportThatTheStoreDoesNotFinish() throws Exception {
    String text = "\uD83D\uDE00".repeat(39_000);
    IntStream.range(0, 100).forEach(i -> ann.send(room, text));
    int before = messenger.log().length();
    HttpResponse<InputStream> export;
    try (HttpClient client = HttpClient.newHttpClient()) {
      export =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(messenger.url() + "/messages/export?conversationId=" + room))
                  .header("Authorization", "Bearer " + ann.accessToken())
                  .build(),
              BodyHandlers.ofInputStream());
      toMongo.refuse();

      try (InputStream body = export.body()) {
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      }
    }

    assertThat(export.statusCode()).isEqualTo(200);
    // The client may see the end before the line is written.
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(messenger.log().substring(before)).contains("A store does not answer"));
    assertThat(messenger.log().substring(before)).doesNotContain("\tat ", " SEVERE ");
  }

  private void checkLog() {
    int before = messenger.log().length();

    List<Supplier<Answer>> requests = requests();
    List<Answer> answers =
        AtOnce.each(AT_ONCE * requests.size(), i -> requests.get(i % requests.size()).get());

    assertThat(answers).extracting(Answer::status).contains(503).doesNotContain(500);
    List<String> lines = messenger.log().substring(before).lines().toList();
    assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains(" SEVERE "));
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(600));
    assertThat(lines).filteredOn(line -> !line.contains(LOOPS)).hasSizeLessThan(MOST_LINES);
  }

  private List<Supplier<Answer>> requests() {
    return List.of(
        () -> ann.post("/messages", Map.of("conversationId", room, "body", "Hello")),
        () -> ann.get("/messages?conversationId=" + room),
        () -> ann.get("/conversations"),
        () -> ann.get("/messages/search?q=hello"),
        () -> ann.get("/messages/export?conversationId=" + room),
        () -> ann.get("/users/me"),
        () -> ann.get("/media/6a0000000000000000000000"),
        () -> messenger.admin().get("/admin/queue"),
        () -> messenger.anonymous().get("/health/ready"),
        () ->
            messenger
                .anonymous()
                .post("/tokens", Map.of("username", "nobody", "password", "whatever-it-is")));
  }
}
