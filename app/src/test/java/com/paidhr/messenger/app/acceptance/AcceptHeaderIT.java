package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 406 is for a body that nobody asked for, and for nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptHeaderIT {
  private static final String PROBLEMS = "application/problem+json";

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final String room = ann.group("Accepting");
  private final String message = ann.send(room, "Hello").at("/id").asText();

  @Test
  void refusesItsOwnTypesNowhere() {
    assertThat(OpenApiDocument.of(messenger).operations())
        .filteredOn(operation -> !operation.toString().equals("DELETE /tokens/current"))
        .filteredOn(operation -> !operation.toString().equals("GET /events")) // has no end
        // The document knows no problems of these, so no generated client asks for them.
        .filteredOn(operation -> !operation.json().at("/tags/0").asText().equals("operation"))
        .allSatisfy(operation -> {
          var request =
              ann.request(operation.path().replaceAll("\\{[^}]*}", "x")).header("Accept", PROBLEMS);
          if (operation.json().has("requestBody")) {
            request.header("Content-Type", "application/json");
          }
          Answer answer =
              ann.send(request.method(operation.method(), BodyPublishers.ofString("{}")));
          assertThat(answer.status()).as(operation.toString()).isNotEqualTo(406);
        });
  }

  @ParameterizedTest
  @CsvSource({"application/problem+json", "text/html", "image/png;q=0.5", "application/json"})
  void answersWithoutABodyWhateverIsAccepted(String accept) {
    String reaction = "/messages/" + message + "/reactions/" + encoded("👍");

    assertThat(call("PUT", reaction, accept).status()).isEqualTo(204);
    assertThat(call("DELETE", reaction, accept).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|200",
        "application/problem+json|200",
        "APPLICATION/JSON; charset=utf-8|200",
        "application/*|200",
        "text/html, */*;q=0.1|200",
        "text/html, application/problem+json|200",
        "*/*;q=0.001|200",
        "text/html|406",
        "application/json;q=0|406",
        "application/xml, text/*|406",
      })
  void answersWithABodyOnlyWhereItIsAccepted(String accept, int status) {
    Answer answer = call("GET", "/users/me", accept);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type"))
        .startsWithIgnoringCase(status == 200 ? "application/json" : PROBLEMS);
  }

  @Test
  void exportsForAClientThatAsksForProblemsToo() {
    Answer answer =
        call("GET", "/messages/export?conversationId=" + room, "application/jsonl, " + PROBLEMS);

    assertThat(answer.expect(200).header("Content-Type")).isEqualTo("application/jsonl");
  }

  private Answer call(String method, String path, String accept) {
    return ann.send(
        ann.request(path).header("Accept", accept).method(method, BodyPublishers.noBody()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
