package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has, and what Prometheus sees of it. */
class HttpHabitsIT {
  private static final RunningMessenger MESSENGER = RunningMessenger.shared();
  private static final Pattern NEXT = Pattern.compile("<(\\?[^>]*)>; rel=\"next\"");
  private static final ApiClient ANN = MESSENGER.newUser("habits");

  private static Answer withRequestId(String id) {
    return ANN.send(ANN.request("/users/me").header("X-Request-Id", id).GET());
  }

  @Test
  void returnsTheClientsOwnRequestId() {
    assertThat(withRequestId("a.Z_9-" + "x".repeat(58)).header("X-Request-Id"))
        .isEqualTo("a.Z_9-" + "x".repeat(58));
  }

  @Test
  void replacesRequestIdsThatAreNotPlainOrTooLong() {
    assertThat(List.of("a b", "<script>", "x".repeat(65)))
        .allSatisfy(
            id -> assertThat(withRequestId(id).header("X-Request-Id")).matches("[0-9A-Z]{26}"));
  }

  @Test
  void namesEachRequestAnew() {
    assertThat(ANN.get("/users/me").header("X-Request-Id"))
        .isNotEqualTo(ANN.get("/users/me").header("X-Request-Id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/conversations", "/conversations/nobody", "/nowhere"})
  void letsNobodyKeepWhatIsPrivate(String path) {
    assertThat(ANN.get(path).header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void letsPublicKeysBeKept() {
    assertThat(MESSENGER.anonymous().get("/.well-known/jwks.json").header("Cache-Control"))
        .contains("max-age");
  }

  @Test
  void linksToTheNextPageUntilTheLast() {
    String room = ANN.group("Linked");
    for (int i = 0; i < 3; i++) {
      ANN.send(room, "Message " + i);
    }

    Answer first = ANN.get("/messages?conversationId=" + room + "&limit=2&before=100").expect(200);
    Matcher link = NEXT.matcher(first.header("Link"));
    assertThat(link.matches()).as(first.header("Link")).isTrue();
    Answer last = ANN.get("/messages" + link.group(1)).expect(200);

    assertThat(link.group(1)).contains("limit=2").contains(first.at("/next").asText());
    assertThat(last.at("/items")).isNotEmpty().doesNotContainAnyElementsOf(first.at("/items"));
    assertThat(last.header("Link")).isEmpty();
  }

  @Test
  void timesRequestsByRouteAndNotByPath() {
    String conversation = ANN.group("Timed");
    ANN.send(conversation, "Timed, too");
    ANN.get("/conversations/" + conversation).expect(200);
    ANN.get("/conversations/none-such-thing").expect(404);
    ANN.get("/nowhere/at/all").expect(404);

    List<String> lines =
        MESSENGER
            .anonymous()
            .get("/metrics")
            .expect(200)
            .text()
            .lines()
            .filter(line -> line.contains("messenger_http_requests_seconds"))
            .toList();

    assertThat(lines).contains("# TYPE messenger_http_requests_seconds histogram");
    assertThat(lines).noneMatch(line -> line.contains(conversation) || line.contains("nowhere"));
    assertThat(
            List.of(
                new Labels("/conversations/{id}", "GET", "200"),
                new Labels("/conversations/{id}", "GET", "404"),
                new Labels("/messages", "POST", "201"), // the alert SendingFails asks for these
                new Labels("none", "GET", "404")))
        .allSatisfy(labels ->
            assertThat(lines).anyMatch(line -> labels.areIn(line) && !line.endsWith(" 0.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html|text/plain",
        "image/png, application/xml;q=0.5|text/plain",
        "text/html, */*;q=0.1|text/plain",
        "application/json|application/json",
        "text/html, application/json|application/json",
      })
  void tellsItsNumbersToWhoeverAsks(String accept, String type) {
    ApiClient anybody = MESSENGER.anonymous();
    Answer answer = anybody.send(anybody.request("/metrics").header("Accept", accept).GET());

    assertThat(answer.expect(200).header("Content-Type")).startsWith(type);
    assertThat(answer.text()).contains("messenger_delivery_queue");
  }

  private record Labels(String route, String method, String status) {
    boolean areIn(String line) {
      return line.startsWith("messenger_http_requests_seconds_count{")
          && line.contains("route=\"" + route + '"')
          && line.contains("method=\"" + method + '"')
          && line.contains("status=\"" + status + '"');
    }
  }
}
