package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing a transcript, also while everything around it is killed. */
class ImportIT {
  private static final List<String> SPEAKERS = List.of("CC", "CDR", "CMP", "LMP");

  @TempDir private Path folder;

  @Test
  void replaysEveryUtteranceOnceInOrderAndDeliversIt() throws IOException {
    Path file = transcript(60);
    var messenger = RunningMessenger.shared();

    CommandLine first = importInto(messenger, file);
    CommandLine again = importInto(messenger, file);

    assertThat(first.code()).as(first.out()).isZero();
    assertThat(first.out())
        .contains("60 utterances of 4 speakers", "Sent 60 in", "Delivered 60, failed 0");
    assertThat(again.code()).as(again.out()).isZero();
    assertThat(again.out()).contains("Sent 0 in", "(60 were there already)");
    assertComplete(messenger, file, 60);
  }

  @Test
  void sendsNothingWhenALineIsMalformed() throws IOException {
    Path file = transcript(5);
    Files.writeString(file, Files.readString(file) + "{\"t\": 1, \"speaker\": \"CC\"}\n");
    var messenger = RunningMessenger.shared();

    CommandLine refused = importInto(messenger, file);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains(file + ", line 6: text is not a string");
    assertThat(groupsNamedAfter(messenger, file)).isEmpty();
  }

  @Test
  void losesAndRepeatsNothingWhenServiceAndImportAreKilledThreeTimes() throws Exception {
    int size = 450;
    Path file = transcript(size);
    var random = new Random(20_260_411);
    try (var messenger = RunningMessenger.with().start()) {
      for (int kill = 1; kill <= 3; kill++) {
        long target = (kill - 1) * 125L + 20 + random.nextInt(100);
        Process running = startImport(messenger, file);
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(20))
            .ignoreExceptions()
            .until(() -> stored(messenger, file) >= target);
        messenger.kill();
        running.destroyForcibly().waitFor();
        messenger.restart();
      }

      CommandLine last = importInto(messenger, file);

      assertThat(last.code()).as(last.out()).isZero();
      assertThat(last.out()).contains("Every utterance stands in the group once");
      assertComplete(messenger, file, size);
    }
  }

  private Path transcript(int size) throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 1; i <= size; i++) {
      String speaker = SPEAKERS.get(i * 7 % SPEAKERS.size());
      lines.add(
          "{\"t\": %d, \"speaker\": \"%s\", \"text\": \"Line %d of %d\"}"
              .formatted(i, speaker, i, size));
    }
    return Files.write(folder.resolve("flight-" + size + ".jsonl"), lines);
  }

  private static CommandLine importInto(RunningMessenger messenger, Path file) {
    return CommandLine.run(password(messenger), words(messenger, file));
  }

  private Process startImport(RunningMessenger messenger, Path file) throws IOException {
    return CommandLine.start(
        password(messenger), folder.resolve("import.log"), words(messenger, file));
  }

  private static String[] words(RunningMessenger messenger, Path file) {
    return new String[] {"import", file.toString(), "--url", messenger.url().toString()};
  }

  private static Map<String, String> password(RunningMessenger messenger) {
    return Map.of("MESSENGER_ADMIN_PASSWORD", messenger.adminPassword());
  }

  private static List<JsonNode> groupsNamedAfter(RunningMessenger messenger, Path file) {
    return messenger.admin().get("/conversations?limit=200").expect(200).items().stream()
        .filter(group -> group.at("/name").asText().startsWith(String.valueOf(file.getFileName())))
        .toList();
  }

  private static long stored(RunningMessenger messenger, Path file) {
    return groupsNamedAfter(messenger, file).stream()
        .mapToLong(group -> group.at("/lastSeq").asLong())
        .sum();
  }

  private static void assertComplete(RunningMessenger messenger, Path file, int size) {
    var groups = groupsNamedAfter(messenger, file);
    assertThat(groups).hasSize(1);
    var history = messenger.admin().history(groups.getFirst().at("/id").asText());
    assertThat(history.stream().map(message -> message.at("/body").asText()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, size).mapToObj(i -> "Line " + i + " of " + size).toList());
    assertThat(history.stream().map(message -> message.at("/seq").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, size).boxed().toList());
    assertThat(history).allMatch(message -> message.at("/status").asText().equals("DELIVERED"));
  }
}
