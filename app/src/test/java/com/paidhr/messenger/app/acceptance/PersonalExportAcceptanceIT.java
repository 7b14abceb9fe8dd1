package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Users take away everything that is kept of them. */
class PersonalExportAcceptanceIT {
  private static final String PATH = "/users/me/exports";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunningMessenger MESSENGER = RunningMessenger.shared();

  @Test
  void givesWhatOneWroteAndNothingOfOthersAndNoSecret() throws IOException {
    ApiClient ann = MESSENGER.newUser("ann");
    ApiClient bob = MESSENGER.newUser("bob");
    ApiClient carl = MESSENGER.newUser("carl");
    String pair = ann.privateWith(bob);
    String group = bob.group("Travellers", ann);
    String channel = bob.channel("Harbour");
    ann.post("/conversations/" + channel + "/members", Map.of()).expect(201);
    List<String> written = new ArrayList<>();
    written.add(ann.send(pair, "Ann in private").at("/id").asText());
    written.add(ann.send(channel, "Ann in the channel").at("/id").asText());
    String foreign = bob.send(group, "Bob's own words").at("/id").asText();
    written.add(
        post(ann, Map.of("conversationId", group, "body", "Ann answers", "replyTo", foreign)));
    String edited = ann.send(group, "Before the edit").at("/id").asText();
    ann.patch("/messages/" + edited, Map.of("body", "After the edit")).expect(200);
    written.add(edited);
    String deleted = ann.send(group, "Taken back for ever").at("/id").asText();
    ann.delete("/messages/" + deleted).expect(204);
    written.add(deleted);
    byte[] bytes = new byte[300_000];
    new Random(5).nextBytes(bytes);
    String file = ann.upload("Plan of Ann.bin", "application/octet-stream", bytes).id();
    written.add(post(ann, Map.of("conversationId", group, "attachments", List.of(file))));
    String others = bob.upload("bobs.bin", "application/octet-stream", new byte[1_000]).id();
    post(bob, Map.of("conversationId", group, "attachments", List.of(others)));
    put(bob, "/messages/" + edited + "/reactions/%F0%9F%91%8D").expect(204);
    put(bob, "/messages/" + foreign + "/reactions/%F0%9F%91%8D").expect(204);
    put(ann, "/messages/" + foreign + "/reactions/%F0%9F%8E%89").expect(204);
    Map<String, Object> later =
        Map.of(
            "conversationId",
            pair,
            "body",
            "Ann speaks later",
            "sendAt",
            Instant.now().plus(Duration.ofDays(1)).toString());
    ann.post("/messages", later).expect(202);
    ann.post("/messages/" + foreign + "/read", Map.of("upTo", true)).expect(200);
    ann.post("/messages/" + foreign + "/report", Map.of("reason", "Ann minds")).expect(201);
    put(ann, "/users/me/blocks/" + carl.userId()).expect(204);
    String secret =
        ann.post("/users/me/webhooks", Map.of("url", "https://8.8.8.8/anns", "active", false))
            .expect(201)
            .at("/secret")
            .asText();
    Map<String, Object> wish =
        Map.of(
            "name", "Ann's script", "scopes", List.of("READ"), "currentPassword", ann.password());
    String token = ann.post("/users/me/access-tokens", wish).expect(201).at("/token").asText();
    ann.delete("/conversations/" + group + "/members/me").expect(204);

    Map<String, byte[]> archive = unzipped(download(ann, ready(ann)));

    assertThat(column(archive, "messages", "id")).containsExactlyInAnyOrderElementsOf(written);
    assertThat(column(archive, "messages", "body"))
        .contains("Ann in private", "Ann in the channel", "Ann answers", "After the edit");
    assertThat(column(archive, "earlier-bodies", "body")).containsExactly("Before the edit");
    assertThat(column(archive, "reactions", "messageId")).containsExactly(foreign);
    assertThat(column(archive, "reactions", "emoji")).containsExactly("\uD83C\uDF89");
    assertThat(column(archive, "scheduled-messages", "body")).containsExactly("Ann speaks later");
    assertThat(column(archive, "reports", "reason")).containsExactly("Ann minds");
    assertThat(column(archive, "receipts", "conversationId")).contains(group);
    assertThat(column(archive, "blocks", "userId")).containsExactly(carl.userId());
    assertThat(column(archive, "memberships", "conversationId"))
        .containsExactlyInAnyOrder(pair, group, channel);
    assertThat(column(archive, "profile", "username")).containsExactly(ann.username());
    assertThat(column(archive, "sessions", "device")).contains("Ann's script");
    assertThat(column(archive, "account-history", "action"))
        .contains("session.started", "user.export.requested");
    assertThat(column(archive, "webhooks", "url")).containsExactly("https://8.8.8.8/anns");
    assertThat(column(archive, "files", "name")).containsExactly("Plan of Ann.bin");
    assertThat(archive.keySet().stream().filter(name -> name.startsWith("files/")))
        .containsExactly("files/" + file + ".bin");
    assertThat(archive.get("files/" + file + ".bin")).isEqualTo(bytes);
    String all = text(archive);
    assertThat(all)
        .doesNotContain("Bob's own words", bob.username(), others, "Taken back for ever")
        .doesNotContain(secret, token, token.substring(token.length() - 43), ann.password())
        .doesNotContainIgnoringCase("hash", "secretKey", "argon2");
  }

  @Test
  void handsOutRangesKeepsNothingAndNotesBoth() {
    ApiClient ann = MESSENGER.newUser("ann");
    String id = ready(ann);
    Answer whole = download(ann, id);
    String path = PATH + "/" + id + "/content";

    assertThat(whole.header("Cache-Control")).isEqualTo("no-store");
    assertThat(whole.header("Content-Type")).isEqualTo("application/zip");
    assertThat(whole.header("Content-Disposition"))
        .matches("attachment; filename=\"messenger-\\d{4}-\\d\\d-\\d\\d\\.zip\"");
    Answer part = ann.send(ann.request(path).header("Range", "bytes=10-19").GET()).expect(206);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 10, 20));
    assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + whole.bytes().length);
    Answer behind =
        ann.send(ann.request(path).header("Range", "bytes=99999999-").GET()).expect(416);
    assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + whole.bytes().length);
    ApiClient bob = MESSENGER.newUser("bob");
    bob.get(path).expect(404);
    bob.delete(PATH + "/" + id).expect(404);
    assertThat(MESSENGER.admin().get("/admin/audit?targetId=" + ann.userId()).expect(200).items())
        .extracting(entry -> entry.at("/action").asText())
        .contains("user.export.requested", "user.export.downloaded");

    ann.delete(PATH + "/" + id).expect(204);

    ann.get(path).expect(404);
    assertThat(ann.get(PATH).expect(200).items()).isEmpty();
  }

  @Test
  void takesAwayWhatADeactivatedUserHad() {
    ApiClient ann = MESSENGER.newUser("ann");
    ready(ann);
    String user = "/admin/users/" + ann.userId();

    MESSENGER.admin().patch(user, Map.of("active", false)).expect(200);
    MESSENGER.admin().patch(user, Map.of("active", true)).expect(200);
    ann.renew();

    assertThat(ann.get(PATH).expect(200).items()).isEmpty();
  }

  @Test
  void holdsToItsBounds() {
    try (var messenger =
        RunningMessenger.with()
            .env("LIMITS_RATE_FACTOR", "1")
            .env("IDENTITY_EXPORT_MAX_SIZE", "1024")
            .start()) {
      ApiClient ann = messenger.newUser("ann");

      for (int i = 0; i < 2; i++) {
        String id = ann.post(PATH).expect(202).id();
        JsonNode failed = ended(ann, id);
        assertThat(failed.at("/state").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/failure").asText()).isEqualTo("TOO_LARGE");
        ann.get(PATH + "/" + id + "/content").expect(409);
      }
      assertThat(ann.post(PATH).expect(429).header("Retry-After")).isNotEmpty();
    }
  }

  private static String post(ApiClient who, Map<String, Object> message) {
    return who.post("/messages", message).expect(201).id();
  }

  private static Answer put(ApiClient who, String path) {
    return who.send(who.request(path).PUT(BodyPublishers.noBody()));
  }

  /** Asks for an export and waits until it is there. */
  private static String ready(ApiClient who) {
    Answer asked = who.post(PATH).expect(202);
    assertThat(asked.header("Location")).endsWith(PATH + "/" + asked.id());
    JsonNode ended = ended(who, asked.id());
    assertThat(ended.at("/state").asText()).as("%s", ended).isEqualTo("READY");
    return asked.id();
  }

  private static JsonNode ended(ApiClient who, String id) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> who.get(PATH + "/" + id).expect(200).json(),
            export -> !export.at("/expiresAt").isNull());
  }

  private static Answer download(ApiClient who, String id) {
    Answer whole = who.get(PATH + "/" + id + "/content").expect(200);
    assertThat(whole.bytes()).hasSize(who.get(PATH + "/" + id).expect(200).at("/size").asInt());
    return whole;
  }

  private static Map<String, byte[]> unzipped(Answer archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static List<String> column(Map<String, byte[]> archive, String part, String field)
      throws IOException {
    List<String> values = new ArrayList<>();
    String lines = new String(archive.get(part + ".jsonl"), StandardCharsets.UTF_8);
    for (String line : lines.lines().toList()) {
      values.add(JSON.readTree(line).path(field).asText());
    }
    return values;
  }

  private static String text(Map<String, byte[]> archive) {
    StringBuilder all = new StringBuilder();
    archive.forEach((name, bytes) -> {
      if (!name.startsWith("files/")) {
        all.append(new String(bytes, StandardCharsets.UTF_8));
      }
    });
    return all.toString();
  }
}
