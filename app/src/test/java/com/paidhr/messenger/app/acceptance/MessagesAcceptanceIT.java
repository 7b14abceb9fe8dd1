package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending, reading, receipts and the life of a message, as clients meet them. */
class MessagesAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  @Test
  void answersASendWithTheMessageAndWhereItIs() {
    String room = ann.privateWith(bob);

    Answer sent = ann.post("/messages", Map.of("conversationId", room, "body", "Hello"));

    JsonNode message = sent.expect(201).json();
    assertThat(sent.header("Location")).isEqualTo("/messages/" + sent.id());
    assertThat(sent.id()).isEqualTo(room + ".1");
    assertThat(message.get("seq").asLong()).isEqualTo(1);
    assertThat(message.get("senderId").asText()).isEqualTo(ann.userId());
    assertThat(message.get("kind").asText()).isEqualTo("TEXT");
    assertThat(message.get("status").asText()).isEqualTo("SENT");
    assertThat(message.fieldNames())
        .toIterable()
        .contains(
            "id",
            "conversationId",
            "seq",
            "senderId",
            "kind",
            "body",
            "attachments",
            "replyTo",
            "mentions",
            "reactions",
            "createdAt",
            "editedAt",
            "deletedAt",
            "status",
            "counts");
  }

  @Test
  void storesARepeatedSendOnce() {
    String room = ann.privateWith(bob);
    Answer first = ann.send(room, "Once", "key-1").expect(201);

    Answer again = ann.send(room, "Once", "key-1").expect(200);
    Answer other = ann.send(room, "Something else", "key-1");

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.expect(422).problem()).isEqualTo("idempotency-mismatch");
    assertThat(bob.history(room)).hasSize(1);
  }

  @Test
  void makesOneMessageOfFiftySimultaneousSends() {
    String room = ann.privateWith(bob);

    List<Answer> answers = inParallel(Collections.nCopies(50, () -> ann.send(room, "Same", "k")));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201));
    assertThat(answers).extracting(Answer::json).containsOnly(answers.getFirst().json());
    assertThat(bob.history(room)).hasSize(1);
  }

  @Test
  void numbersSimultaneousSendsWithoutAHole() {
    String room = ann.group("hot", bob);

    inParallel(
        IntStream.range(0, 60)
            .mapToObj(
                i -> (Callable<Answer>) () -> (i % 2 == 0 ? ann : bob).send(room, "n" + i, "k" + i))
            .toList());

    Answer page = ann.get("/messages?limit=200&conversationId=" + room).expect(200);
    assertThat(seqs(page)).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void pagesHistoryInBothDirections() {
    String room = ann.privateWith(bob);
    IntStream.rangeClosed(1, 9).forEach(i -> ann.send(room, "m" + i));

    assertThat(seqs(bob.get(history(room, "&limit=3")))).containsExactly(7L, 8L, 9L);
    assertThat(seqs(bob.get(history(room, "&before=4&limit=2")))).containsExactly(2L, 3L);
    assertThat(seqs(bob.get(history(room, "&after=4&limit=2")))).containsExactly(5L, 6L);
    assertThat(seqs(bob.get(history(room, "&around=5&limit=3")))).containsExactly(4L, 5L, 6L);
    Answer first = bob.get(history(room, "&after=0&limit=5"));
    Answer second = bob.get(history(room, "&limit=5&cursor=" + first.at("/next").asText()));
    assertThat(seqs(first)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seqs(second)).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void showsANewcomerNothingFromBeforeTheyJoined() {
    ApiClient cat = messenger.newUser("cat");
    String room = ann.group("team", bob);
    String secret = ann.send(room, "before cat").get("id").asText();
    ann.post("/conversations/" + room + "/members", Map.of("userId", cat.userId())).expect(201);
    ann.send(room, "after cat");

    assertThat(cat.history(room))
        .extracting(m -> m.get("kind").asText())
        .containsExactly("SYSTEM", "TEXT");
    for (String door : List.of("", "/status", "/timeline")) {
      assertThat(cat.get("/messages/" + secret + door).status()).isEqualTo(404);
    }
    assertThat(cat.post("/messages/" + secret + "/read").status()).isEqualTo(404);
    assertThat(cat.get("/messages?q=before").expect(200).items()).isEmpty();

    ann.delete("/conversations/" + room + "/members/" + cat.userId());

    assertThat(cat.get(history(room, "")).status()).isEqualTo(404);
    assertThat(cat.send(room, "still here?", "k").status()).isEqualTo(404);
  }

  @Test
  void keepsTheFirstReadTimeAndDerivesWhatIsUnread() {
    String room = ann.privateWith(bob);
    List<String> ids =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> ann.send(room, "m" + i).get("id").asText())
            .toList();
    assertThat(unread(bob, room)).isEqualTo(4);
    assertThat(unread(ann, room)).isZero();

    Answer read = bob.post("/messages/" + ids.get(1) + "/read").expect(200);
    Answer again = bob.post("/messages/" + ids.get(1) + "/read", Map.of()).expect(200);

    assertThat(read.at("/messageId").asText()).isEqualTo(ids.get(1));
    assertThat(read.at("/userId").asText()).isEqualTo(bob.userId());
    assertThat(again.at("/readAt")).isEqualTo(read.at("/readAt"));
    assertThat(unread(bob, room)).isEqualTo(3);
    bob.post("/messages/" + ids.get(3) + "/read", Map.of("upTo", true)).expect(200);
    assertThat(unread(bob, room)).isZero();
    Answer status = ann.get("/messages/" + ids.get(1) + "/status").expect(200);
    assertThat(status.at("/recipients/0/readAt")).isEqualTo(read.at("/readAt"));
    assertThat(status.at("/counts/read").asInt()).isEqualTo(1);
  }

  @Test
  void deliversToEveryRecipient() {
    ApiClient cat = messenger.newUser("cat");
    String room = ann.group("team", bob, cat);
    String id = ann.send(room, "to both").get("id").asText();

    awaitStatus(id, "DELIVERED");

    JsonNode status = ann.get("/messages/" + id + "/status").expect(200).json();
    assertThat(status.at("/counts/recipients").asInt()).isEqualTo(2);
    assertThat(status.at("/counts/delivered").asInt()).isEqualTo(2);
    assertThat(status.get("recipients").findValuesAsText("status"))
        .containsOnly("DELIVERED")
        .hasSize(2);
    assertThat(status.get("recipients").findValuesAsText("deliveredAt")).doesNotContain("null");
  }

  @Test
  void callsAMessageWithoutRecipientsDelivered() {
    String channel = ann.channel("alone" + System.nanoTime());

    awaitStatus(ann.send(channel, "anybody?").get("id").asText(), "DELIVERED");
  }

  @Test
  void failsWithADeadLetterAndDeliversOnRetry() {
    String room = ann.privateWith(bob);
    String profile = "/admin/network-profiles/user:" + bob.userId();
    messenger.admin().put(profile, Map.of("loss", 1));
    String id = ann.send(room, "lost").get("id").asText();

    awaitStatus(id, "FAILED");

    JsonNode letter =
        messenger
            .admin()
            .get("/admin/dead-letters?conversationId=" + room)
            .expect(200)
            .at("/items/0");
    assertThat(letter.get("messageId").asText()).isEqualTo(id);
    assertThat(letter.get("recipientId").asText()).isEqualTo(bob.userId());
    assertThat(letter.get("simulated").asBoolean()).isTrue();
    assertThat(letter.get("attempts")).hasSizeGreaterThan(1);
    messenger.admin().delete(profile);
    assertThat(bob.post("/messages/" + id + "/retry").status()).isEqualTo(403);
    assertThat(ann.post("/messages/" + id + "/retry").status()).isBetween(200, 204);
    awaitStatus(id, "DELIVERED");
  }

  @Test
  void editsReactsPinsAndDeletes() {
    String room = ann.privateWith(bob);
    String id = ann.send(room, "frist").get("id").asText();

    assertThat(bob.patch("/messages/" + id, Map.of("body", "mine now")).status()).isEqualTo(403);
    assertThat(
            ann.patch("/messages/" + id, Map.of("body", "first"))
                .expect(200)
                .at("/editedAt")
                .isNull())
        .isFalse();
    bob.send(
        bob.request("/messages/" + id + "/reactions/%F0%9F%91%8D")
            .PUT(java.net.http.HttpRequest.BodyPublishers.noBody()));
    JsonNode seen = ann.get("/messages/" + id).expect(200).json();
    assertThat(seen.get("body").asText()).isEqualTo("first");
    assertThat(seen.get("reactions").toString()).contains("👍");

    assertThat(bob.delete("/messages/" + id).status()).isEqualTo(403);
    assertThat(ann.delete("/messages/" + id).status()).isBetween(200, 204);
    JsonNode tombstone = bob.get("/messages/" + id).expect(200).json();
    assertThat(tombstone.get("seq").asLong()).isEqualTo(1);
    assertThat(tombstone.get("body").isNull()).isTrue();
    assertThat(tombstone.get("deletedAt").isNull()).isFalse();
  }

  @Test
  void findsWhatWasSaidAndOnlyWhereTheCallerMaySee() {
    ApiClient eve = messenger.newUser("eve");
    String word = "zebra" + System.nanoTime();
    String room = ann.privateWith(bob);
    ann.send(room, "😀 A " + word + " crosses");

    for (String search : List.of("/messages?q=" + word, history(room, "&q=" + word))) {
      Answer found = bob.get(search).expect(200);
      assertThat(found.items()).hasSize(1);
      assertThat(found.at("/items/0/snippet/text").asText()).isEqualTo("😀 A " + word + " crosses");
      JsonNode highlights = found.at("/items/0/snippet/highlights");
      assertThat(highlights).hasSize(1);
      assertThat(highlights.at("/0/start").asInt()).isEqualTo(5); // in UTF-16 units
      assertThat(highlights.at("/0/end").asInt()).isEqualTo(5 + word.length());
    }
    assertThat(eve.get("/messages?q=" + word).expect(200).items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"body\":\"x\"}|422|/conversationId",
        "{\"conversationId\":\"ROOM\"}|422|/body",
        "{\"conversationId\":\"ROOM\",\"body\":\"\"}|422|/body",
        "{\"conversationId\":\"ROOM\",\"body\":\"a\\u0000b\"}|422|/body",
        "{\"conversationId\":\"ROOM\",\"body\":7}|400|/body",
        "{\"conversationId\":\"ROOM\",\"body\":\"x\",\"senderId\":\"me\"}|400|/senderId",
        "{\"conversationId\":\"ROOM\",\"body\":\"x\",\"attachments\":[\"none\"]}|422|/attachments/0",
        "{\"conversationId\":\"ROOM\",\"body\":\"x\",\"replyTo\":\"ROOM.99\"}|422|/replyTo",
        "{\"conversationId\":\"ROOM\",\"body\":\"x\",\"clientMessageId\":\"~mine\"}|422|/clientMessageId"
      })
  void namesTheFieldThatIsWrong(String body, int status, String pointer) {
    String room = ann.privateWith(bob);

    Answer answer = ann.post("/messages", body.replace("ROOM", room));

    assertThat(answer.expect(status).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(bob.history(room)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "before=x",
    "before=-1",
    "limit=0",
    "limit=201",
    "around=1&before=2",
    "bogus=1",
    "cursor=%25"
  })
  void refusesImpossiblePages(String parameters) {
    String room = ann.privateWith(bob);

    assertThat(ann.get(history(room, "&" + parameters)).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{index}") // the bodies are not fit for a report
  @ValueSource(
      strings = {
        "  \t two spaces and a tab, and some after \t  ",
        "one\r\ntwo\n\rthree\r",
        "\r\n.\r\n",
        "\u00a0\u2003.\u200b\ufeff",
        "😀 👩‍👩‍👧 𝔘𝔫𝔦 \uDBFF\uDFFD",
        "# *a* **b** `c` [d](https://e.example/?f=1&g=\"2\") <b>&amp;</b> :smile: \\n",
        "\u0001\u001b[0m\u007f"
      })
  void givesBackABodyExactlyAsItWasSent(String body) {
    String room = ann.privateWith(bob);

    JsonNode sent = ann.send(room, body);

    assertThat(sent.get("body").asText()).isEqualTo(body);
    assertThat(bob.get("/messages/" + room + ".1").expect(200).at("/body").asText())
        .isEqualTo(body);
    assertThat(bob.history(room))
        .extracting(message -> message.get("body").asText())
        .containsExactly(body);
  }

  @Test
  void takesQuotesHoweverDeep() {
    String deep = ">".repeat(9_000) + "`x`";

    JsonNode sent = ann.send(ann.privateWith(bob), deep);

    assertThat(sent.path("body").asText()).isEqualTo(deep);
  }

  @Test
  void takesTheLongestBodyAndNoLonger() {
    String room = ann.privateWith(bob);

    assertThat(ann.send(room, "é".repeat(40_000), "long").status()).isEqualTo(201);
    assertThat(ann.send(room, "é".repeat(40_001), "longer").status()).isEqualTo(422);
  }

  private void awaitStatus(String id, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(ann.get("/messages/" + id).expect(200).at("/status").asText())
                .isEqualTo(status));
  }

  private static String history(String conversation, String more) {
    return "/messages?conversationId=" + conversation + more;
  }

  private static List<Long> seqs(Answer page) {
    return page.expect(200).items().stream().map(message -> message.get("seq").asLong()).toList();
  }

  private static long unread(ApiClient user, String conversation) {
    return user.get("/conversations?limit=200").expect(200).items().stream()
        .filter(item -> item.get("id").asText().equals(conversation))
        .mapToLong(item -> item.get("unreadCount").asLong())
        .findFirst()
        .orElseThrow();
  }

  private static List<Answer> inParallel(List<Callable<Answer>> calls) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(calls).stream().map(MessagesAcceptanceIT::result).toList();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer result(Future<Answer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
