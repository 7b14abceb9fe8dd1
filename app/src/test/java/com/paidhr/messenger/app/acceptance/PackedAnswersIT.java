package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes packed by gzip, and what must not. */
class PackedAnswersIT {
  private static final RunningMessenger MESSENGER = RunningMessenger.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ApiClient ANN = MESSENGER.newUser("packer");
  private static final String LONG = "A long message, again and again. ".repeat(40);

  /** A client that neither unpacks nor judges. */
  private static HttpResponse<byte[]> ask(HttpRequest.Builder request, String accepted)
      throws IOException, InterruptedException {
    return HTTP.send(
        request.header("Accept-Encoding", accepted).build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String path, String accepted)
      throws IOException, InterruptedException {
    return ask(ANN.request(path).GET(), accepted);
  }

  private static boolean isPacked(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
  }

  private static String unpacked(HttpResponse<byte[]> answer) throws IOException {
    try (var packed = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String room() {
    String room = ANN.group("Packed");
    for (int i = 0; i < 20; i++) {
      ANN.send(room, LONG + i);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            ANN.history(room).stream()
                .allMatch(message -> message.at("/status").asText().equals("DELIVERED")));
    return room;
  }

  @Test
  void packsALongPageIntoAFewBytes() throws Exception {
    String path = "/messages?limit=20&conversationId=" + room();

    HttpResponse<byte[]> packed = get(path, "br, gzip;q=0.8");
    String plain = ANN.get(path).expect(200).text();

    assertThat(isPacked(packed)).isTrue();
    assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(unpacked(packed)).isEqualTo(plain);
    assertThat(packed.body().length).isLessThan(plain.length() / 10);
  }

  @Test
  void packsAnExportWhileItIsMade() throws Exception {
    String path = "/messages/export?conversationId=" + room();

    HttpResponse<byte[]> packed = get(path, "gzip");

    assertThat(isPacked(packed)).isTrue();
    assertThat(unpacked(packed)).isEqualTo(ANN.get(path).expect(200).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip;q=0.000, identity", "br", "notgzip"})
  void leavesAPageAsItIsForThoseWhoTakeNoGzip(String accepted) throws Exception {
    String path = "/messages?limit=20&conversationId=" + room();

    HttpResponse<byte[]> answer = get(path, accepted);

    assertThat(isPacked(answer)).isFalse();
    assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(ANN.get(path).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/media/usage", "/users/me/sessions"})
  void leavesShortAnswersAsTheyAre(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path, "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(isPacked(answer)).isFalse();
  }

  @Test
  void neverPacksFiles() throws Exception {
    byte[] text = "All work and no play. ".repeat(500).getBytes(StandardCharsets.UTF_8);
    String file = "/media/" + ANN.upload("a.json", "application/json", text).expect(201).id();

    assertThat(get(file, "gzip").body()).isEqualTo(text);
    HttpResponse<byte[]> part =
        ask(ANN.request(file).header("Range", "bytes=0-2999").GET(), "gzip");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(3_000);
  }

  @Test
  void neverPacksWhatAnswersAPost() throws Exception {
    String room = ANN.group("Posted");
    HttpRequest.Builder send =
        ANN.request("/messages")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"conversationId\":\"" + room + "\",\"body\":\"" + LONG + "\"}"));

    HttpResponse<byte[]> answer = ask(send, "gzip");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).hasSizeGreaterThan(1_024);
    assertThat(isPacked(answer)).isFalse();
  }

  /** Where secrets are only answered to POST, packing what answers GET tells nothing of them. */
  @Test
  void documentHasNoSecretInAnswersThatMayBePacked() {
    assertThat(OpenApiDocument.of(MESSENGER).fieldsAnsweredTo("GET"))
        .hasSizeGreaterThan(50)
        .doesNotContain("accessToken", "refreshToken", "ticket", "password", "secret", "link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/openapi"})
  void packsWhatTheServerItselfAnswers(String path) throws Exception {
    HttpResponse<byte[]> packed = get(path, "gzip");

    assertThat(isPacked(packed)).isTrue();
    assertThat(unpacked(packed)).hasSizeGreaterThan(5 * packed.body().length);
    assertThat(isPacked(get(path, "identity"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/me",
        "/conversations",
        "/admin/queue",
        "/media/usage",
        "/metrics",
        "/openapi",
        "/health",
        "/",
        "/.well-known/jwks.json"
      })
  void answersHeadLikeGetWithoutABody(String path) throws Exception {
    HttpResponse<byte[]> get = ask(MESSENGER.admin().request(path).GET(), "identity");
    HttpResponse<byte[]> head =
        ask(MESSENGER.admin().request(path).method("HEAD", BodyPublishers.noBody()), "identity");

    assertThat(get.statusCode()).isEqualTo(200);
    assertThat(head.statusCode()).isBetween(200, 204);
    assertThat(head.body()).isEmpty();
  }
}
