package com.paidhr.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same promises where the clock of one node is minutes off, and those that speak of times. */
class ClockFaultsIT {
  @TempDir Path folder;

  /** The node's beans, with a clock that is off in the place of the application's. */
  private static RunningMessenger.Builder clockOff(
      RunningMessenger.Builder node, Path archive, int seconds) {
    String name = ClockThatIsOff.class.getName().replace('.', '/') + ".class";
    try (InputStream code = ClockThatIsOff.class.getResourceAsStream("/" + name)) {
      Path file = archive.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(Objects.requireNonNull(code), file);
      Files.createDirectories(archive.resolve("META-INF"));
      Files.writeString(
          archive.resolve("META-INF/beans.xml"), "<beans bean-discovery-mode='annotated'/>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return node.beans(archive).env(ClockThatIsOff.SECONDS, Integer.toString(seconds));
  }

  private static Instant time(JsonNode parent, String field) {
    return Instant.parse(parent.at(field).asText());
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {300, -300})
  void surviveAClockThatIsOff(int seconds) throws Exception {
    try (RedisServer redis = RedisServer.start(folder.resolve("redis"));
        Stage stage =
            Stage.on(
                redis, Trial.seed(), node -> clockOff(node, folder.resolve("beans"), seconds))) {
      Cast cast = new Cast(stage.nodes);
      History history =
          Trial.run(
              stage,
              cast,
              "a clock that is " + seconds + " s off",
              trial -> {
                trial.last(Duration.ofSeconds(3));
                RunningMessenger survivor = stage.nodes.getFirst();
                assertThat(clockOf(stage.nodes.getLast()).minus(clockOf(survivor)))
                    .isBetween(Duration.ofSeconds(seconds - 30), Duration.ofSeconds(seconds + 30));
                stage.nodes.getLast().kill();
                trial.last(Duration.ofSeconds(2));
                stage.nodes.getLast().restart();
                trial.last(Duration.ofSeconds(2));
              });
      for (String room : history.rooms.keySet()) {
        timesAreInOrder(cast, room);
      }
      signsInAtOneAndWritesAtTheOther(stage);
    }
  }

  /** What a node believes about the time, of a day counted from 1970. */
  private static Duration clockOf(RunningMessenger node) {
    ApiClient someone = node.newUser("clock");
    String room = someone.channel("Clock of " + someone.userId());
    JsonNode message = someone.send(room, "What time is it?");
    return Duration.ofMillis(time(message, "/createdAt").toEpochMilli());
  }

  private static void timesAreInOrder(Cast cast, String room) {
    List<ApiClient> doors = cast.keeper().doors();
    List<JsonNode> messages = doors.getFirst().history(room);
    assertThat(messages).isNotEmpty();
    messages.parallelStream()
        .forEach(message -> isDeliveredBehindItsSend(doors.getFirst(), message));
    readsAreNotBeforeSends(cast, messages);
  }

  private static void isDeliveredBehindItsSend(ApiClient door, JsonNode message) {
    Answer status =
        door.get("/messages/" + message.at("/id").asText() + "/status?limit=200").expect(200);
    for (JsonNode part : status.at("/recipients")) {
      if (part.at("/status").asText().equals("DELIVERED")) {
        assertThat(time(part, "/deliveredAt"))
            .as("delivered, not before it was sent")
            .isAfterOrEqualTo(time(message, "/createdAt"));
      }
    }
  }

  private static void readsAreNotBeforeSends(Cast cast, List<JsonNode> messages) {
    List<ApiClient> doors = cast.keeper().doors();
    for (JsonNode message : messages.subList(Math.max(0, messages.size() - 20), messages.size())) {
      if (message.at("/senderId").asText().equals(cast.keeper().id())) {
        continue;
      }
      String path = "/messages/" + message.at("/id").asText() + "/read";
      ApiClient one = doors.get((int) (message.at("/seq").asLong() % 2));
      Instant first = time(one.post(path, Map.of()).expect(200).json(), "/readAt");
      assertThat(first)
          .as("read, not before it was sent")
          .isAfterOrEqualTo(time(message, "/createdAt"));
      for (ApiClient door : doors) {
        assertThat(time(door.post(path, Map.of()).expect(200).json(), "/readAt"))
            .as("the first time stays")
            .isEqualTo(first);
      }
    }
  }

  /** Each node takes the tokens that the other issues, from their first moment. */
  private static void signsInAtOneAndWritesAtTheOther(Stage stage) {
    RunningMessenger first = stage.nodes.getFirst();
    RunningMessenger last = stage.nodes.getLast();
    first.newUser("early").through(last::url).get("/users/me").expect(200);
    last.newUser("late").through(first::url).get("/users/me").expect(200);
  }
}
