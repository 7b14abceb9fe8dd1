package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users report messages, and moderators decide. */
class ReportsAcceptanceIT {
  private static final String QUEUE = "/admin/reports";

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient admin = messenger.admin();

  private ApiClient moderator() {
    ApiClient user = messenger.newUser("moderator");
    admin.patch("/admin/users/" + user.userId(), Map.of("roles", List.of("moderator"))).expect(200);
    user.renew();
    return user;
  }

  private static Answer report(ApiClient reporter, String message, String reason) {
    return reporter.post("/messages/" + message + "/report", Map.of("reason", reason));
  }

  private static Answer resolve(ApiClient moderator, String report, String outcome) {
    return moderator.post(QUEUE + "/" + report + "/resolve", Map.of("outcome", outcome));
  }

  /** The reports of this message, read page by page. */
  private static List<JsonNode> listed(ApiClient moderator, String state, String message) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = moderator.get(QUEUE + "?limit=200&state=" + state + cursor).expect(200);
      page.items().stream()
          .filter(report -> report.at("/messageId").asText().equals(message))
          .forEach(found::add);
      cursor = page.at("/next").isTextual() ? "&cursor=" + page.at("/next").asText() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private List<String> noted(ApiClient actor) {
    return admin.get("/admin/audit?actorId=" + actor.userId()).expect(200).items().stream()
        .map(entry -> entry.at("/action").asText())
        .toList();
  }

  @Test
  void leadsToADeletionByOneWhoIsNoMember() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient moderator = moderator();
    String message = ann.send(ann.group("Room", bob), "Bad words").at("/id").asText();

    Answer first = report(bob, message, "  They hurt  ").expect(201);
    Answer again = report(bob, message, "Something else").expect(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(first.at("/reason").asText()).isEqualTo("They hurt");
    ann.patch("/messages/" + message, Map.of("body", "Good words")).expect(200);

    JsonNode shown = listed(moderator, "OPEN", message).getFirst();
    assertThat(shown.at("/excerpt").asText()).isEqualTo("Bad words");
    assertThat(shown.at("/authorId").asText()).isEqualTo(ann.userId());
    assertThat(shown.at("/reporterId").asText()).isEqualTo(bob.userId());
    assertThat(shown.at("/outcome").isNull()).isTrue();
    moderator.delete("/messages/" + message).expect(404);

    Answer resolved = resolve(moderator, first.id(), "MESSAGE_DELETED").expect(200);
    assertThat(resolved.at("/resolvedBy").asText()).isEqualTo(moderator.userId());
    assertThat(bob.get("/messages/" + message).expect(200).at("/deletedAt").isTextual()).isTrue();
    assertThat(resolve(moderator, first.id(), "MESSAGE_DELETED").expect(200).json())
        .isEqualTo(resolved.json());
    ProblemAnswer.check(resolve(moderator, first.id(), "DISMISSED").expect(409));
    ProblemAnswer.check(resolve(admin, first.id(), "MESSAGE_DELETED").expect(409));
    assertThat(listed(moderator, "OPEN", message)).isEmpty();
    assertThat(listed(moderator, "RESOLVED", message)).hasSize(1);
    assertThat(noted(bob)).containsOnlyOnce("message.reported");
    assertThat(noted(moderator))
        .containsOnlyOnce("report.resolved")
        .containsOnlyOnce("message.deleted");
    ProblemAnswer.check(report(moderator, message, "Late").expect(404));
  }

  @Test
  void areResolvedTogetherWhereTheyConcernOneMessage() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient cid = messenger.newUser("cid");
    String message = ann.send(ann.channel("Square"), "Loud").at("/id").asText();
    report(bob, message, "Loud").expect(201);
    String second = report(cid, message, "Too loud").expect(201).id();

    Map<String, Object> decision = new HashMap<>(Map.of("outcome", "UPHELD"));
    decision.put("note", "Told them");
    admin.post(QUEUE + "/" + second + "/resolve", decision).expect(200);

    assertThat(listed(admin, "OPEN", message)).isEmpty();
    assertThat(listed(admin, "RESOLVED", message))
        .hasSize(2)
        .allSatisfy(report -> assertThat(report.at("/note").asText()).isEqualTo("Told them"));
    ann.get("/messages/" + message).expect(200);
  }

  @Test
  void takeOneOfTheDecisionsThatAreMadeAtOnce() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    List<ApiClient> moderators = List.of(moderator(), moderator(), moderator(), admin);
    String message = ann.send(ann.privateWith(bob), "Hm").at("/id").asText();
    String report = report(bob, message, "Hm").expect(201).id();

    List<Integer> answers =
        AtOnce.each(4, i -> resolve(moderators.get(i), report, "DISMISSED").status());

    assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
  }

  @Test
  void areMadeOnlyByThoseWhoSeeTheMessage() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Room");
    String before = ann.send(room, "Before").at("/id").asText();
    ann.post("/conversations/" + room + "/members", Map.of("userId", bob.userId())).expect(201);
    JsonNode system = ann.history(room).getLast();

    ProblemAnswer.check(report(bob, before, "Unseen").expect(404));
    ProblemAnswer.check(report(messenger.newUser("eve"), before, "Guess").expect(404));
    ProblemAnswer.check(report(ann, before, "Mine").expect(409));
    assertThat(system.at("/kind").asText()).isEqualTo("SYSTEM");
    ProblemAnswer.check(report(bob, system.at("/id").asText(), "Service").expect(409));
    String gone = ann.send(room, "Gone").at("/id").asText();
    ann.delete("/messages/" + gone).expect(204);
    ProblemAnswer.check(report(bob, gone, "Gone").expect(409));
  }

  @Test
  void needAReasonThatCanBeShown() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String message = ann.send(ann.privateWith(bob), "Hm").at("/id").asText();

    for (String reason : List.of("", "   ", "x".repeat(1_001), "a\u0000b", "a\u202Eb")) {
      Answer refused = report(bob, message, reason).expect(422);
      assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/reason");
    }
    String report = report(bob, message, "x".repeat(1_000)).expect(201).id();
    ProblemAnswer.check(admin.post(QUEUE + "/" + report + "/resolve", Map.of()).expect(422));
    ProblemAnswer.check(resolve(admin, report, "BURNED").expect(400));
    ProblemAnswer.check(resolve(admin, "none", "DISMISSED").expect(404));
    ProblemAnswer.check(admin.get(QUEUE + "?state=SHUT").expect(400));
  }

  @Test
  void copyNoMoreOfALongMessageThanItTakesToJudge() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String body = "😀".repeat(1_500);
    String message = ann.send(ann.privateWith(bob), body).at("/id").asText();

    report(bob, message, "Long").expect(201);

    String excerpt = listed(admin, "OPEN", message).getFirst().at("/excerpt").asText();
    assertThat(excerpt).isEqualTo("😀".repeat(1_000) + "…");
  }

  @Test
  void waitInNumbersOfAHundredPerReporter() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.privateWith(bob);
    String last = "";
    for (int i = 0; i < 100; i++) {
      last = report(bob, ann.send(room, "No " + i).at("/id").asText(), "No").expect(201).id();
    }
    String more = ann.send(room, "More").at("/id").asText();

    ProblemAnswer.check(report(bob, more, "No").expect(409));
    assertThat(listed(admin, "OPEN", more)).isEmpty();

    resolve(admin, last, "DISMISSED").expect(200);
    report(bob, more, "No").expect(201);
  }

  @Test
  void areForModeratorsAndAdministratorsOnly() {
    ApiClient ann = messenger.newUser("ann");

    ann.get(QUEUE).expect(403);
    resolve(ann, "none", "DISMISSED").expect(403);
    messenger.anonymous().get(QUEUE).expect(401);
  }
}
