package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The machine's language and encoding make no difference. */
class MachineLanguageIT {

  @Test
  void readsItsSettingsAndFileNamesAlikeOnATurkishMachineAndInThePosixLocale() {
    try (var messenger =
        RunningMessenger.with()
            .env("LC_ALL", "C")
            .env("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR")
            .env("MONGODB_URI", TestStores.mongoUri())
            .env("MONGODB_DATABASE", TestStores.freshDatabase() + "tr")
            .env("IDENTITY_REGISTRATION", "ADMIN")
            .start()) {
      assertThat(messenger.log()).contains("(embedded: Redis only)");
      messenger
          .anonymous()
          .post(
              "/users",
              Map.of("username", "ivy", "email", "ivy@example.org", "password", "long enough"))
          .expect(401);

      byte[] bytes = "text".getBytes(StandardCharsets.UTF_8);
      for (String name : new String[] {"n\u00E4me \u6708.txt", "\u0130\u0131.txt"}) {
        Answer stored = messenger.admin().upload(name, "text/plain", bytes).expect(201);
        assertThat(stored.at("/name").asText()).isEqualTo(name);
      }
    }
  }
}
