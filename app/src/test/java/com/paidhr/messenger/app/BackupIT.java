package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code backup} copies of a running service, and what {@code restore} makes of it. */
class BackupIT {
  @TempDir private Path folder;

  private static CommandLine restore(Path file, Path to) {
    return CommandLine.here("restore", file.toString(), "--data", to.toString());
  }

  @Test
  void givesBackWhatWasAcknowledgedBeforeAndNothingHalf() throws Exception {
    Path file = folder.resolve("messenger.zip");
    List<String> sent = new CopyOnWriteArrayList<>();
    String room;
    String username;
    String password;
    int before;
    try (var messenger = RunningMessenger.with().start()) {
      ApiClient ann = messenger.newUser("ann");
      username = ann.username();
      password = ann.password();
      room = ann.privateWith(messenger.newUser("bob"));
      sent.add(ann.send(room, "First").at("/id").asText());
      var done = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> {
            while (!done.get()) {
              sent.add(ann.send(room, "And more").at("/id").asText());
            }
          });
      before = sent.size();
      CommandLine backup =
          CommandLine.here("backup", file.toString(), "--data", messenger.data().toString());
      done.set(true);
      writer.join();
      assertThat(backup.code()).as(backup.out()).isZero();
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    Path data = folder.resolve("restored");
    CommandLine restored = restore(file, data);
    assertThat(restored.code()).as(restored.out()).isZero();
    assertThat(restored.out()).contains("run --data " + data);
    try (var messenger = RunningMessenger.with().data(data).start()) {
      ApiClient ann = ApiClient.signIn(messenger::url, username, password);
      List<String> history = ann.history(room).stream().map(BackupIT::id).toList();
      assertThat(history).containsAll(sent.subList(0, before));
      assertThat(sent).containsAll(history);
      String next = ann.send(room, "After").at("/id").asText();
      assertThat(next).endsWith("." + (history.size() + 1));
      messenger.admin().get("/admin/consistency?conversationId=" + room).expect(200);
    }
  }

  private static String id(JsonNode message) {
    return message.at("/id").asText();
  }

  @Test
  void refusesWhatIsNoBackupAndAFolderThatHoldsSomething() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
    Path data = folder.resolve("data");
    assertThat(restore(text, data).code()).isEqualTo(1);
    assertThat(restore(folder.resolve("none.zip"), data).out()).contains("There is no file");
    CommandLine nothing =
        CommandLine.here("backup", folder.resolve("b.zip").toString(), "--data", folder.toString());
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.out()).contains("no embedded document store");

    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("file"), "mine");
    CommandLine full = restore(text, mine);
    assertThat(full.code()).isEqualTo(1);
    assertThat(full.out()).contains("holds something already");

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("text.zip", "mine");
    }
  }
}
