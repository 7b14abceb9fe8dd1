package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room: reads go on, writes are refused, and nothing needs a restart. */
class FullDiskIT {
  private static final String LONG_TEXT = "x".repeat(3_000);

  @TempDir Path folder;

  @Test
  void readsWhileTheDiskIsFullAndWritesAgainWhenThereIsRoom() throws Exception {
    try (var disk = SmallDisk.at(folder, 64);
        var messenger = RunningMessenger.with().data(disk.folder("data")).start()) {
      ApiClient ann = messenger.newUser("ann");
      String room = ann.group("Small");
      List<String> stored = new ArrayList<>();
      stored.add(ann.send(room, "Before").at("/id").asText());

      disk.fill();
      Answer refused = sendUntilRefused(ann, room, stored);

      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.problem()).isEqualTo("storage-full");
      ann.upload("a.txt", "text/plain", new byte[300_000]).expect(507);
      assertThat(ids(ann, room)).isEqualTo(stored);
      ann.get("/conversations").expect(200);

      disk.empty();
      stored.add(ann.send(room, "After").at("/id").asText());
      ann.upload("a.txt", "text/plain", new byte[300_000]).expect(201);
      assertThat(ids(ann, room)).isEqualTo(stored);
      assertThat(messenger.log()).doesNotContain("Incident");

      messenger.kill();
      messenger.restart();
      assertThat(ids(ann, room)).isEqualTo(stored);
    }
  }

  /** A page that was begun before the disk was full still takes a message or two. */
  private static Answer sendUntilRefused(ApiClient user, String room, List<String> stored) {
    Answer answer = user.send(room, LONG_TEXT, "fill-0");
    for (int i = 1; i < 10 && answer.status() == 201; i++) {
      stored.add(answer.id());
      answer = user.send(room, LONG_TEXT, "fill-" + i);
    }
    return answer;
  }

  private static List<String> ids(ApiClient user, String room) {
    return user.history(room).stream()
        .filter(message -> message.at("/kind").asText().equals("TEXT"))
        .map(FullDiskIT::id)
        .toList();
  }

  private static String id(JsonNode message) {
    return message.at("/id").asText();
  }
}
