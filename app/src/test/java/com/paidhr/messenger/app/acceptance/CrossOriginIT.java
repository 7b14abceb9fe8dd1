package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins may call the API where the operator names them, else nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginIT {
  private static final String NAMED = "https://chat.example.org";
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  private final RunningMessenger open =
      RunningMessenger.with().env("HTTP_CROSS_ORIGINS", NAMED + ", http://localhost:5173").start();

  @AfterAll
  void end() {
    open.close();
  }

  private static Answer preflight(RunningMessenger messenger, String path, String origin) {
    ApiClient browser = messenger.anonymous();
    return browser.send(
        browser
            .request(path)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PATCH")
            .header("Access-Control-Request-Headers", "authorization, if-match")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static Answer get(ApiClient caller, String path, String origin) {
    return caller.send(caller.request(path).header("Origin", origin).GET());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/messages", "/events", "/tokens", "/metrics"})
  void asksNobodyForATokenBeforeABrowserMayAsk(String path) {
    Answer answer = preflight(open, path, NAMED).expect(204);

    assertThat(answer.header(ALLOWED)).isEqualTo(NAMED);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH").contains("DELETE");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization")
        .contains("If-Match")
        .contains("Idempotency-Key");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example.org", "https://chat.example.org.evil.org", "null", "*"})
  void permitsNoOtherOrigin(String origin) {
    assertThat(preflight(open, "/users/me", origin).header(ALLOWED)).isEmpty();
    assertThat(get(open.admin(), "/users/me", origin).expect(200).header(ALLOWED)).isEmpty();
  }

  @Test
  void letsThePagesOfANamedOriginReadAnswersAndRefusals() {
    Answer own = get(open.admin(), "/conversations", "http://localhost:5173").expect(200);
    Answer refused = get(open.anonymous(), "/users/me", NAMED).expect(401);
    Answer stream = get(open.anonymous(), "/events", NAMED).expect(401);

    assertThat(own.header(ALLOWED)).isEqualTo("http://localhost:5173");
    assertThat(own.header("Access-Control-Expose-Headers")).contains("ETag").contains("Link");
    assertThat(own.headers().allValues("Vary").toString())
        .contains("Origin")
        .contains("Accept-Encoding");
    assertThat(refused.header(ALLOWED)).isEqualTo(NAMED);
    assertThat(stream.header(ALLOWED)).isEqualTo(NAMED);
  }

  @Test
  void permitsNobodyByDefault() {
    RunningMessenger closed = RunningMessenger.shared();

    assertThat(preflight(closed, "/users/me", NAMED).headers().map())
        .doesNotContainKeys(ALLOWED.toLowerCase(java.util.Locale.ROOT), ALLOWED);
    assertThat(get(closed.admin(), "/users/me", NAMED).expect(200).header(ALLOWED)).isEmpty();
  }
}
