package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting and stopping as an operator sees it. */
class RunIT {
  private static final Duration STOP = Duration.ofSeconds(5);

  private static RunningMessenger messenger;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    messenger = RunningMessenger.with().withoutAdminPassword().start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  @Test
  void keepsTheGeneratedPasswordForItsOwnerOnly() throws Exception {
    Path file = messenger.data().resolve("admin-password");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(messenger.log())
        .contains("Administrator: admin, password: " + messenger.adminPassword());
    assertThat(messenger.admin().get("/users/me").expect(200).at("/username").asText())
        .isEqualTo("admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"documents", "redis"})
  void keepsThePasswordsOfItsStoresForTheirOwnerOnly(String store) throws Exception {
    Path file = messenger.data().resolve(store).resolve("password");

    assertThat(Files.readString(file).strip()).hasSize(48);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(messenger.log()).doesNotContain(Files.readString(file).strip());
  }

  @Test
  void answersProbesAndMetricsWithoutAToken() {
    var nobody = messenger.anonymous();

    assertThat(nobody.get("/health").expect(200).text()).contains("mongodb", "redis");
    nobody.get("/health/live").expect(200);
    nobody.get("/health/ready").expect(200);
    nobody.get("/health/started").expect(200);
    assertThat(nobody.get("/metrics").expect(200).text()).contains("messenger_delivery_");
  }

  @Test
  void isReadyOnlyWhenTheAdministratorCanSignIn() throws Exception {
    int port = freePort();
    Path data = folder.resolve("data");
    Process process =
        CommandLine.start(
            Map.of(),
            folder.resolve("log"),
            "run",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    try {
      URI url = URI.create("http://127.0.0.1:" + port);
      ApiClient nobody = ApiClient.anonymous(() -> url);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .ignoreExceptions()
          .until(() -> nobody.get("/health/ready").status() == 200);

      String password = Files.readString(data.resolve("admin-password")).strip();
      assertThat(ApiClient.signIn(() -> url, "admin", password).userId()).isNotEmpty();
    } finally {
      process.destroy(); // not by force: its Redis would write on while the folder is deleted
      process.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Test
  void refusesADataFolderThatIsInUse() {
    assertOneLine(
        CommandLine.run(Map.of(), "run", "--port", "0", "--data", messenger.data().toString()),
        "is in use by another messenger process");
  }

  @Test
  void refusesAPortThatIsInUse() {
    assertOneLine(
        CommandLine.run(
            Map.of(),
            "run",
            "--port",
            Integer.toString(messenger.url().getPort()),
            "--data",
            folder.resolve("data").toString()),
        "cannot be used: Address already in use");
  }

  @Test
  void refusesAFolderThatCannotBeWritten() {
    assertOneLine(
        CommandLine.run(Map.of(), "run", "--port", "0", "--data", "/proc/messenger"),
        "/proc/messenger cannot be used");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_TIMEOUT, soon, Setting redis.timeout must be an ISO 8601 duration",
    "IDENTITY_PASSWORD_ITERATIONS, 0, Setting identity.password.iterations must be a whole number",
    "MONGODB_URI, localhost, Setting mongodb.uri is not a MongoDB connection string",
    "MESSENGER_ADMIN_PASSWORD, short, Setting messenger.admin-password cannot be used: ",
  })
  void refusesAWrongSettingByName(String name, String value, String reason) {
    assertOneLine(
        CommandLine.run(
            Map.of(name, value), "run", "--port", "0", "--data", folder.resolve("data").toString()),
        reason);
  }

  @Test
  void namesTheServerThatDoesNotAnswer() {
    assertOneLine(
        CommandLine.run(
            Map.of(
                "MONGODB_URI", "mongodb://127.0.0.1:1/?retryReads=false",
                "MONGODB_TIMEOUT", "PT1S"),
            "run",
            "--port",
            "0",
            "--data",
            folder.resolve("no-mongo").toString()),
        "MongoDB does not answer at 127.0.0.1:1");
  }

  @Test
  void namesThePortThatIsNone() {
    for (String port : List.of("eighty", "-1", "65536", "+8080", "8080x")) {
      assertOneLine(
          CommandLine.run(
              Map.of("SERVER_PORT", port), "run", "--data", folder.resolve("no-port").toString()),
          "Setting server.port must be a number from 0 to 65535, not \"" + port + "\"");
    }
  }

  @Test
  void warnsAboutAMistypedVariableAndForgetsItsAddressAtTheEnd() {
    try (var own = RunningMessenger.with().env("DELIVERY_MAX_ATEMPTS", "3").start()) {
      assertThat(own.log()).contains("DELIVERY_MAX_ATEMPTS").contains("DELIVERY_MAX_ATTEMPTS");
      assertThat(own.data().resolve("address")).hasContent(own.url().toString());

      own.terminate();

      assertThat(own.data().resolve("address")).doesNotExist();
    }
  }

  @Test
  void saysAtOnceThatNoServiceAnswersAnImport() throws IOException {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, "{\"t\": 1, \"speaker\": \"A\", \"text\": \"Hi\"}\n");

    assertOneLine(
        CommandLine.run(
            Map.of(),
            "import",
            file.toString(),
            "--url",
            "http://127.0.0.1:1",
            "--data",
            folder.toString()),
        "No service answers at http://127.0.0.1:1");
  }

  /** On a machine that is busy with other things, once in three times must do. */
  @Test
  void stopsWithinFiveSecondsAndKeepsWhatItHas() {
    try (var own = RunningMessenger.with().start()) {
      var ann = own.newUser("ann");
      var room = ann.group("Kept");
      ann.send(room, "Still here?");

      Duration stopping = own.terminate();
      own.restart();
      for (int i = 1; i < 3 && stopping.compareTo(STOP) >= 0; i++) {
        stopping = own.terminate();
        own.restart();
      }

      assertThat(stopping).isLessThan(STOP);
      assertThat(ann.history(room)).hasSize(1);
    }
  }

  private static void assertOneLine(CommandLine verb, String reason) {
    assertThat(verb.code()).isEqualTo(1);
    assertThat(verb.out().lines().filter(line -> line.startsWith("messenger: ")))
        .singleElement()
        .asString()
        .contains(reason);
    assertThat(verb.out()).doesNotContain("\tat ", "Exception: ");
  }
}
