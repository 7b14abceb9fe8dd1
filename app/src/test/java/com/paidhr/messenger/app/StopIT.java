package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What clients notice when the service is told to stop while they send. */
class StopIT {
  private static final int CLIENTS = 8;

  @Test
  void finishesWhatItIsAnsweringAndKeepsWhatItAcknowledged() {
    try (RunningMessenger messenger = RunningMessenger.with().start()) {
      ApiClient ann = messenger.newUser("ann");
      String room = ann.privateWith(messenger.newUser("bob"));
      Set<String> others = ConcurrentHashMap.newKeySet();
      AtomicInteger acknowledged = new AtomicInteger();

      Duration stopping;
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int client = 0; client < CLIENTS; client++) {
          String name = "client" + client;
          clients.execute(() -> sendUntilGone(ann, room, name, others, acknowledged));
        }
        Awaitility.await().until(() -> acknowledged.get() > 50);
        stopping = messenger.terminate();
      }
      String log = messenger.log();
      messenger.restart();
      ann.renew();

      assertThat(stopping).isLessThan(Duration.ofSeconds(5));
      assertThat(others).as("answers that are neither 201 nor 503; the log was%n%s", log).isEmpty();
      assertThat(ann.get("/conversations").expect(200).at("/items/0/lastSeq").asInt())
          .isEqualTo(acknowledged.get());
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() ->
              assertThat(ann.history(room))
                  .extracting(message -> message.at("/status").asText())
                  .containsOnly("DELIVERED"));
    }
  }

  @Test
  void answersARepeatedSendAsBeforeItStopped() {
    try (RunningMessenger messenger = RunningMessenger.with().start()) {
      ApiClient ann = messenger.newUser("ann");
      String room = ann.privateWith(messenger.newUser("bob"));
      Answer first = ann.send(room, "once", "key").expect(201);
      messenger.terminate();
      messenger.restart();
      ann.renew();

      Answer again = ann.send(room, "once", "key").expect(200);

      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(again.id()).isEqualTo(first.id());
      ann.send(room, "twice", "key").expect(422);
      assertThat(ann.history(room)).hasSize(1);
    }
  }

  @Test
  void staysReachableForAWhileAndSaysThatItIsNotReady() {
    try (RunningMessenger messenger =
        RunningMessenger.with().env("SERVER_DRAIN_DELAY", "PT4S").start()) {
      ApiClient ann = messenger.newUser("ann");
      String room = ann.privateWith(messenger.newUser("bob"));
      messenger.anonymous().get("/health/ready").expect(200);

      messenger.process().destroy();

      Awaitility.await().until(() -> messenger.anonymous().get("/health/ready").status() == 503);
      assertThat(ann.send(room, "On the way out", "last").expect(201).header("Connection"))
          .isEqualTo("close");
      messenger.anonymous().get("/health/live").expect(200);
      Awaitility.await().until(() -> !messenger.process().isAlive());
    }
  }

  private static void sendUntilGone(
      ApiClient ann, String room, String client, Set<String> others, AtomicInteger acknowledged) {
    try {
      for (int i = 0; ; i++) {
        Answer answer = ann.send(room, "text", client + "-" + i);
        if (answer.status() == 201) {
          acknowledged.incrementAndGet();
        } else if (answer.status() != 503) {
          others.add(answer.status() + " " + answer.text());
        }
      }
    } catch (UncheckedIOException gone) {
      // The connection is refused: the service has stopped, which ends this client.
    }
  }
}
