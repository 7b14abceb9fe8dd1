package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as clients and attackers meet them. */
class MediaAcceptanceIT {
  private static final String FORM = "multipart/form-data; boundary=edge";

  /** Headers that differ from one answer to the next. */
  private static final Set<String> EACH_ITS_OWN = Set.of("date", "x-request-id");

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");

  @Nested
  class Uploading {
    @Test
    void tellsWhatTheBytesAre() {
      byte[] picture = picture(31, 17);

      Answer stored = ann.upload("moon.txt", "text/plain", picture).expect(201);

      assertThat(stored.at("/type").asText()).isEqualTo("image/png");
      assertThat(stored.at("/size").asLong()).isEqualTo(picture.length);
      assertThat(stored.at("/sha256").asText()).isEqualTo(sha256(picture));
      assertThat(stored.at("/width").asInt()).isEqualTo(31);
      assertThat(stored.at("/height").asInt()).isEqualTo(17);
      assertThat(stored.at("/scan").asText()).isEqualTo("SKIPPED");
      assertThat(stored.header("Location")).isEqualTo("/media/" + stored.id());
    }

    @Test
    void refusesAnEmptyFile() {
      ann.upload("a.txt", "text/plain", new byte[0]).expect(422);
    }

    @Test
    void storesAFileOfAThirdOfTheHeapAndMore() {
      byte[] large = new byte[64 * 1_048_576];
      new Random(1).nextBytes(large);

      Answer stored = ann.upload("large.bin", "application/octet-stream", large).expect(201);

      assertThat(stored.at("/size").asLong()).isEqualTo(large.length);
      assertThat(stored.at("/sha256").asText()).isEqualTo(sha256(large));
      assertThat(part(stored.id(), "bytes=67108860-").expect(206).bytes())
          .isEqualTo(Arrays.copyOfRange(large, 67_108_860, 67_108_864));
      ann.delete("/media/" + stored.id()).expect(204);
      ann.get("/media/" + stored.id()).expect(404);
    }

    @Test
    void endsADownloadWhoseFileIsErasedMeanwhile() throws Exception {
      byte[] large = new byte[40 * 1_048_576];
      String file = ann.upload("gone.bin", "application/octet-stream", large).expect(201).id();
      HttpRequest request =
          HttpRequest.newBuilder(messenger.url().resolve("/media/" + file))
              .header("Authorization", "Bearer " + ann.accessToken())
              .build();

      try (HttpClient http = HttpClient.newHttpClient();
          InputStream download = http.send(request, BodyHandlers.ofInputStream()).body()) {
        assertThat(download.read()).isZero();
        ann.delete("/media/" + file).expect(204);

        assertThatThrownBy(download::readAllBytes).isInstanceOf(IOException.class);
      }
      assertThat(messenger.log()).doesNotContain("has no chunk");
    }

    @Test
    void refusesABodyWithoutAFile() {
      send(FORM, "--edge--\r\n").expect(422);
    }

    @Test
    void refusesAnotherPartInPlaceOfTheFile() {
      Answer answer = send(FORM, partOf("name=\"document\"; filename=\"a\"") + "--edge--\r\n");

      assertThat(answer.expect(400).at("/errors/0/pointer").asText()).isEqualTo("/document");
    }

    @Test
    void refusesTwoFiles() {
      String one = partOf("name=\"file\"; filename=\"a\"");

      assertThat(
              send(FORM, one + one + "--edge--\r\n").expect(422).at("/errors/0/pointer").asText())
          .isEqualTo("/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=other"})
    void refusesABoundaryThatIsNotThere(String contentType) {
      Answer answer = send(contentType, partOf("name=\"file\"; filename=\"a\"") + "--edge--\r\n");

      assertThat(answer.status()).isIn(400, 422);
      assertThat(answer.problem()).isNotEmpty();
    }

    @Test
    void refusesABodyThatEndsWithinTheFile() {
      send(FORM, partOf("name=\"file\"; filename=\"a\"")).expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "image/png", "multipart/mixed"})
    void takesNothingButAForm(String contentType) {
      send(contentType, "{}").expect(415);
    }

    @Test
    void asksForAToken() {
      messenger.anonymous().upload("a.txt", "text/plain", bytes("a")).expect(401);
    }

    @Test
    void refusesAFileOverTheLimit() {
      try (RunningMessenger small = RunningMessenger.with().env("MEDIA_MAX_SIZE", "2000").start()) {
        ApiClient admin = small.admin();

        admin.upload("a", "text/plain", bytes("a".repeat(2_000))).expect(201);
        assertThat(admin.upload("a", "text/plain", bytes("a".repeat(2_001))).expect(413).problem())
            .isNotEmpty();
        admin.upload("a", "text/plain", new byte[1_000_000]).expect(413);
      }
    }
  }

  @Nested
  class Naming {
    @ParameterizedTest
    @CsvSource({
      "../../etc/passwd, passwd",
      "C:/Users/ann/moon.jpg, moon.jpg",
      "fotografía 月.png, fotografía 月.png"
    })
    void keepsTheLastSegmentOnly(String sent, String kept) {
      assertThat(ann.upload(sent, "text/plain", bytes("a")).expect(201).at("/name").asText())
          .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo\u202Egpj.exe", "a\u0001b", "a\u2066b", "a\u0085b"})
    void refusesNamesThatDisguise(String sent) {
      ann.upload(sent, "text/plain", bytes("a")).expect(422);
    }

    @Test
    void refusesNamesThatFillTheHeadOfTheirPart() {
      ann.upload("a".repeat(3_500), "text/plain", bytes("a")).expect(422);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a\r\nSet-Cookie: evil=1\r\nX: ",
          "a\\\"; filename=\\\"evil.exe",
          "a%0d%0aSet-Cookie: evil=1",
          "<img src=x onerror=alert(1)>.png"
        })
    void putsNothingOfANameIntoOtherHeaders(String sent) {
      Answer stored = ann.upload(sent, "text/plain", bytes("a"));
      if (stored.status() != 201) {
        assertThat(stored.status()).isIn(400, 422);
        return;
      }

      Answer file = ann.get("/media/" + stored.id()).expect(200);

      assertThat(file.headers().map()).doesNotContainKeys("set-cookie", "x");
      assertThat(file.headers().allValues("Content-Disposition"))
          .singleElement()
          .asString()
          .matches(
              "(attachment|inline); filename=\"[^\"\\\\\\r\\n]*\"; filename\\*=UTF-8''[^\\s\";]*");
    }
  }

  @Nested
  class Downloading {
    private final byte[] bytes = random(700_001);
    private final String id = ann.upload("a.bin", "x/y", bytes).expect(201).id();
    private final String tag = "\"" + sha256(bytes) + "\"";

    @Test
    void givesTheWholeFile() {
      Answer file = ann.get("/media/" + id).expect(200);

      assertThat(file.bytes()).isEqualTo(bytes);
      assertThat(file.header("Content-Length")).isEqualTo("700001");
      assertThat(file.header("ETag")).isEqualTo(tag);
      assertThat(file.header("Accept-Ranges")).isEqualTo("bytes");
      assertThat(file.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void answersHeadWithTheHeadersOfTheDownload() {
      Answer file = ann.get("/media/" + id).expect(200);
      Answer head =
          ann.send(ann.request("/media/" + id).method("HEAD", BodyPublishers.noBody())).expect(200);

      assertThat(head.bytes()).isEmpty();
      assertThat(head.header("Content-Length")).isEqualTo("700001");
      assertThat(headers(head)).isEqualTo(headers(file));
    }

    @ParameterizedTest
    @CsvSource({
      "bytes=0-0, 0, 1",
      "bytes=5-600004, 5, 600005",
      "bytes=261119-261121, 261119, 261122",
      "bytes=700000-, 700000, 700001",
      "bytes=-3, 699998, 700001",
      "bytes=-9999999, 0, 700001",
      "bytes=700000-9999999, 700000, 700001"
    })
    void givesARange(String range, int from, int to) {
      Answer part = part(id, range).expect(206);

      assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, from, to));
      assertThat(part.header("Content-Range"))
          .isEqualTo("bytes " + from + "-" + (to - 1) + "/700001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=700001-", "bytes=-0"})
    void refusesARangeBehindTheEnd(String range) {
      Answer answer = part(id, range).expect(416);

      assertThat(answer.header("Content-Range")).isEqualTo("bytes */700001");
      assertThat(answer.problem()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=a-b", "bytes=-"})
    void givesTheWholeFileForOtherRanges(String range) {
      assertThat(part(id, range).expect(200).bytes()).hasSize(bytes.length);
    }

    @Test
    void sparesAClientWhatItHas() {
      Answer answer = conditional("If-None-Match", "\"other\", W/" + tag);

      assertThat(answer.expect(304).bytes()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(tag);
      conditional("If-None-Match", "\"other\"").expect(200);
    }

    @Test
    void givesARangeOnlyOfTheFileThatTheClientKnows() {
      assertThat(conditional("If-Range", tag, "Range", "bytes=0-1").expect(206).bytes()).hasSize(2);
      conditional("If-Range", "\"other\"", "Range", "bytes=0-1").expect(200);
      conditional("If-Range", "W/" + tag, "Range", "bytes=0-1").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>",
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
          "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"
        })
    void letsNoBrowserRunAFile(String content) {
      String page = ann.upload("a.png", "image/png", bytes(content)).expect(201).id();

      Answer file = ann.get("/media/" + page).expect(200);

      assertThat(file.header("Content-Disposition")).startsWith("attachment;");
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    }

    private Answer conditional(String... headers) {
      return ann.send(ann.request("/media/" + id).headers(headers).GET());
    }

    private static Set<String> headers(Answer answer) {
      Set<String> lines = new TreeSet<>();
      answer
          .headers()
          .map()
          .forEach((name, values) -> lines.add(EACH_ITS_OWN.contains(name) ? name : name + values));
      return lines;
    }
  }

  @Nested
  class Seeing {
    private final ApiClient bob = messenger.newUser("bob");
    private final String id = ann.upload("a.txt", "text/plain", bytes("secret")).expect(201).id();

    @Test
    void hidesAFileFromStrangers() {
      bob.get("/media/" + id).expect(404);
      bob.send(bob.request("/media/" + id).method("HEAD", BodyPublishers.noBody())).expect(404);
      bob.delete("/media/" + id).expect(404);
      messenger.anonymous().get("/media/" + id).expect(401);
      ann.get("/media/nothing").expect(404);
    }

    @Test
    void showsAFileToWhoeverSeesItsMessage() {
      String room = ann.privateWith(bob);
      bob.get("/media/" + id).expect(404);

      Answer message = attach(ann, room, id).expect(201);

      assertThat(message.at("/attachments/0/id").asText()).isEqualTo(id);
      assertThat(bob.get("/media/" + id).expect(200).text()).isEqualTo("secret");
      bob.delete("/media/" + id).expect(403);
      messenger.newUser("eve").get("/media/" + id).expect(404);
    }

    @Test
    void hidesAFileFromThoseWhoWereRemoved() {
      String group = ann.group("removed", bob);
      attach(ann, group, id).expect(201);
      bob.get("/media/" + id).expect(200);

      ann.delete("/conversations/" + group + "/members/" + bob.userId()).expect(204);

      bob.get("/media/" + id).expect(404);
    }

    @Test
    void hidesAFileFromThoseWhoCameLater() {
      String group = ann.group("newcomers");
      attach(ann, group, id).expect(201);

      ann.post("/conversations/" + group + "/members", Map.of("userId", bob.userId())).expect(201);

      bob.get("/media/" + id).expect(404);
    }

    @Test
    void keepsAFileThatAMessageCarries() {
      attach(ann, ann.privateWith(bob), id).expect(201);

      ann.delete("/media/" + id).expect(409);

      ann.get("/media/" + id).expect(200);
    }

    @Test
    void removesAFileThatNoMessageCarries() {
      ann.delete("/media/" + id).expect(204);

      ann.get("/media/" + id).expect(404);
    }

    @Test
    void refusesToCarryWhatTheSenderMayNotSee() {
      String room = bob.privateWith(ann);

      for (String media : List.of(id, "01J00000000000000000000000")) {
        assertThat(attach(bob, room, media).expect(422).at("/errors/0/pointer").asText())
            .isEqualTo("/attachments/0");
      }
      bob.get("/media/" + id).expect(404);
    }
  }

  private static Answer attach(ApiClient sender, String conversation, String media) {
    return sender.post(
        "/messages",
        Map.of("conversationId", conversation, "body", "Look", "attachments", List.of(media)));
  }

  private Answer part(String id, String range) {
    return ann.send(ann.request("/media/" + id).header("Range", range).GET());
  }

  private Answer send(String contentType, String body) {
    return ann.send(
        ann.request("/media")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String partOf(String disposition) {
    return "--edge\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\ncontent\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] picture(int width, int height) {
    try (ByteArrayOutputStream target = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", target);
      return target.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
