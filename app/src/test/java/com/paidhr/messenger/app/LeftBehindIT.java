package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stays on the heap of messages that are delivered and read. */
class LeftBehindIT {
  private static final Pattern INSTANCES =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +org\\.jboss\\.weld\\.contexts\\.");

  @Test
  void nothingOfTheContainersStaysOfAMessage() throws IOException {
    try (var messenger = RunningMessenger.with().start()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      String room = ann.privateWith(bob);
      deliver(50, ann, bob, room);
      long before = instances(messenger);

      deliver(300, ann, bob, room);

      assertThat(instances(messenger) - before).isLessThan(100);
    }
  }

  private static void deliver(int messages, ApiClient from, ApiClient to, String room) {
    String last = "";
    for (int i = 0; i < messages; i++) {
      last = from.send(room, "Message " + i).at("/id").asText();
    }
    String path = "/messages/" + last;
    await().until(() -> from.get(path).expect(200).at("/status").asText().equals("DELIVERED"));
    to.post(path + "/read").expect(200);
  }

  /** Objects of the container that are alive; a full collection comes before the count. */
  private static long instances(RunningMessenger messenger) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process count =
        new ProcessBuilder(
                jcmd.toString(), Long.toString(messenger.process().pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("Total");
    return INSTANCES.matcher(text).results().mapToLong(line -> Long.parseLong(line.group(1))).sum();
  }
}
