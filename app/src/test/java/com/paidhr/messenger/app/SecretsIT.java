package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from files, and the log at its most talkative tells none of them. */
class SecretsIT {
  private static final String ADMIN_PASSWORD = "planted lighthouse, ours";

  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toString();
  }

  @Test
  void areReadFromFilesAndToldToNobody() throws IOException {
    try (var messenger =
        RunningMessenger.with()
            .withoutAdminPassword()
            .env("MESSENGER_ADMIN_PASSWORD_FILE", file("admin", ADMIN_PASSWORD))
            .env("REDIS_URI_FILE", file("redis", TestStores.redisUri().toString()))
            .env("LOG_LEVEL", "DEBUG")
            .env("LOG_REQUESTS", "true")
            .start()) {
      ApiClient admin = ApiClient.signIn(messenger::url, "admin", ADMIN_PASSWORD);
      ApiClient ann = admin.signUp("plantress", "planted for plantress");
      ApiClient anonymous = messenger.anonymous();
      String refresh =
          anonymous
              .post(
                  "/tokens",
                  Map.of("username", ann.username(), "password", "planted for plantress"))
              .expect(200)
              .at("/refreshToken")
              .asText();
      anonymous.post("/tokens", Map.of("refreshToken", refresh)).expect(200);
      anonymous
          .post("/tokens", Map.of("username", ann.username(), "password", "planted and wrong"))
          .expect(401);
      anonymous.post("/tokens", "{\"password\":\"planted and malformed").expect(400);
      String reset =
          admin
              .post("/admin/users/" + ann.userId() + "/password-reset")
              .expect(201)
              .at("/token")
              .asText();
      String factor =
          ann.post("/users/me/second-factor", Map.of("currentPassword", "planted for plantress"))
              .expect(201)
              .at("/secret")
              .asText();
      String invitation =
          admin.post("/admin/invitations", Map.of()).expect(201).at("/token").asText();
      anonymous
          .post("/users", Map.of("username", "guest", "invitation", invitation, "email", "planted"))
          .expect(422);
      ann.send(ann.group("Secret"), "planted in a body");

      assertThat(messenger.log()).contains("embedded: documents only").contains("POST /tokens");
      assertThat(
              List.of(
                  "planted",
                  refresh,
                  reset,
                  factor,
                  invitation,
                  ann.accessToken(),
                  admin.accessToken(),
                  Files.readString(messenger.data().resolve("documents/password")).strip()))
          .allSatisfy(secret ->
              assertThat(messenger.log().replace("plantress", "")).doesNotContain(secret));
    }
  }

  @Test
  void thatCannotBeReadStopTheStart() {
    CommandLine start =
        CommandLine.run(
            Map.of("MESSENGER_ADMIN_PASSWORD_FILE", folder.resolve("none").toString()),
            "run",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());

    assertThat(start.code()).isEqualTo(1);
    assertThat(start.out())
        .contains("messenger.admin-password")
        .contains("MESSENGER_ADMIN_PASSWORD_FILE");
  }
}
