package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text as people write, mean and look for it, through the API. // #16 */
class TextAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private static String q(String typed) {
    return "q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "join https://cisco.webex.com/x, webex.com",
    "see Q3_report.pdf, report",
    "l’hôpital, hopital",
    "Łódź, lodz",
    "会議は明日の午後三時から始まりますのでよろしくお願いします, 会議は明日の午後三時から始まりますのでよろしくお願いします",
    "ฉันชอบกินผลไม้, ผลไม้",
    "great 👍🏽, 👍"
  })
  void findsWhatPeopleSee(String text, String typed) {
    String room = ann.privateWith(bob);
    String id = ann.send(room, text).path("id").asText();

    List<JsonNode> found =
        bob.get("/messages?conversationId=" + room + "&" + q(typed)).expect(200).items();

    assertThat(found).extracting(hit -> hit.findValue("id").asText()).containsExactly(id);
    assertThat(found.getFirst().findValue("highlights")).isNotEmpty();
  }

  @Test
  void takesALongSentenceAsQuery() {
    String sentence = "我们明天上午在办公室开会讨论新的项目计划请大家准时参加".repeat(10);
    String room = ann.privateWith(bob);
    ann.send(room, sentence);

    assertThat(ann.get("/messages?conversationId=" + room + "&" + q(sentence)).expect(200).items())
        .hasSize(1);
    ann.get("/messages?conversationId=" + room + "&" + q("x".repeat(1_001))).expect(400);
  }

  @Test
  void findsUsersAndConversationsByTheSameFolding() {
    String tag = ann.username().replaceAll("[^a-z0-9]", "");
    bob.patch("/users/me", Map.of("displayName", "O’Brien Łukasz 王小明 " + tag)).expect(200);
    String channel = ann.channel("Café " + tag);

    for (String typed : List.of("brien", "o'brien", "lukasz", "小明")) {
      assertThat(ann.get("/users?" + q(typed + " " + tag)).expect(200).items())
          .as(typed)
          .extracting(user -> user.path("id").asText())
          .containsExactly(bob.userId());
    }
    assertThat(ann.get("/conversations?" + q("cafe " + tag)).expect(200).items())
        .extracting(one -> one.path("id").asText())
        .containsExactly(channel);
  }

  @Test
  void mentionsPeopleAndFollowsEdits() {
    String room = ann.group("Mentions", bob);
    String name = "@" + bob.username();

    JsonNode sent = ann.send(room, "请看" + name);
    JsonNode code = ann.send(room, "`" + name + "` https://x.example/" + name + " @ALL");

    assertThat(sent.path("mentions")).hasSize(1);
    assertThat(code.path("mentions")).isEmpty();
    assertThat(code.path("mentionsAll").asBoolean()).isTrue();
    JsonNode edited =
        ann.patch("/messages/" + sent.path("id").asText(), Map.of("body", "never mind"))
            .expect(200)
            .json();
    assertThat(edited.path("mentions")).isEmpty();
    ann.patch("/messages/" + code.path("id").asText(), Map.of("body", "(" + name + ")"))
        .expect(200);
    JsonNode seen = bob.get("/messages/" + code.path("id").asText()).expect(200).json();
    assertThat(seen.path("mentions").path(0).asText()).isEqualTo(bob.userId());
    assertThat(seen.path("mentionsAll").asBoolean()).isFalse();
  }

  @Test
  void keepsOneFormOfATextAndRepeatsByThat() {
    String room = ann.privateWith(bob);

    JsonNode first =
        ann.send(room, "Cafe\u0301 \u1112\u1161\u11ab \u212b", "nfc").expect(201).json();

    assertThat(first.path("body").asText()).isEqualTo("Café 한 Å");
    assertThat(ann.send(room, "Café 한 Å", "nfc").expect(200).json()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u200b", "\u3164", "\u2800 \u2800"})
  void refusesMessagesInWhichNothingShows(String body) {
    ann.send(ann.privateWith(bob), body, "blank").expect(422);
  }

  @Test
  void takesExactlyOneEmojiAsReaction() {
    String room = ann.privateWith(bob);
    String path = "/messages/" + ann.send(room, "react").path("id").asText() + "/reactions/";

    for (String none : List.of("🏽", "\uD83C\uDDE9", "👍\u200d👍", "👍👍", "a")) {
      bob.put(path + URLEncoder.encode(none, StandardCharsets.UTF_8), Map.of()).expect(422);
    }
    bob.put(path + URLEncoder.encode("❤", StandardCharsets.UTF_8), Map.of()).expect(204);
    bob.delete(path + URLEncoder.encode("❤️", StandardCharsets.UTF_8)).expect(204);
  }
}
