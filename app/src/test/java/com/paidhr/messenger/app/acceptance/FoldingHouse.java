package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.acceptance.FoldSchedules.Batch;
import com.paidhr.messenger.app.acceptance.FoldSchedules.Disaster;
import com.paidhr.messenger.app.acceptance.FoldSchedules.Step;
import com.paidhr.messenger.app.acceptance.FoldedClient.Way;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;

/**
 * Three users, each at two streams of different kinds, in as many rooms as there are schedules. The
 * users and the process are the same all the time, so a schedule costs little more than its steps.
 */
final class FoldingHouse implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BURST = 12;

  private final RunningMessenger messenger;
  private final RedisServer redis;
  private final List<ApiClient> cast;
  private final List<FoldedClient> clients = new ArrayList<>();
  private volatile boolean isRestarting;

  FoldingHouse(RunningMessenger messenger, RedisServer redis) {
    this.messenger = messenger;
    this.redis = redis;
    this.cast =
        List.of(messenger.newUser("ann"), messenger.newUser("bob"), messenger.newUser("cy"));
    for (ApiClient user : cast) {
      for (Way way : Way.values()) {
        clients.add(new FoldedClient(user, way));
      }
    }
  }

  /** Lets everything happen, and compares what each client holds with what its user reads. */
  void fold(Batch batch) throws Exception {
    List<String> rooms =
        batch.schedules().stream()
            .map(schedule -> cast.getFirst().group("fold", cast.get(1), cast.get(2)))
            .toList();
    clients.forEach(client -> client.beginWith(rooms));
    AtomicInteger steps = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < rooms.size(); i++) {
        String room = rooms.get(i);
        List<Step> schedule = batch.schedules().get(i);
        running.add(
            threads.submit(() -> {
              for (Step step : schedule) {
                attempt(() -> perform(step, room));
                if (steps.incrementAndGet() == batch.when()) {
                  strike(batch.disaster());
                }
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    rooms.forEach(room -> cast.getFirst().send(room, "last"));
    clients.forEach(FoldedClient::comeBack);
    awaitTheSame(rooms);
  }

  /** What is equal once stays so, since nobody does anything any more. */
  private void awaitTheSame(List<String> rooms) {
    Map<ApiClient, List<String>> open = new LinkedHashMap<>();
    cast.forEach(user -> open.put(user, new ArrayList<>(rooms)));
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          clients.forEach(FoldedClient::apply);
          open.forEach(this::compare);
        });
  }

  private void compare(ApiClient user, List<String> rooms) {
    List<FoldedClient> own = clients.stream().filter(client -> client.isOf(user)).toList();
    while (!rooms.isEmpty()) {
      String room = rooms.getLast();
      List<String> stored = FoldedClient.stored(user, room);
      for (FoldedClient client : own) {
        assertThat(client.held(room))
            .as("%s of %s in %s", client, user.username(), room)
            .isEqualTo(stored);
      }
      rooms.removeLast();
    }
  }

  private void strike(Disaster disaster) {
    boolean flushes = disaster == Disaster.FLUSH || disaster == Disaster.ALL_NEW;
    boolean restarts = disaster == Disaster.RESTART || disaster == Disaster.ALL_NEW;
    if (restarts) {
      isRestarting = true;
      messenger.kill();
    }
    if (flushes) {
      try (Jedis jedis = redis.connect()) {
        jedis.flushAll();
      }
    }
    if (restarts) {
      messenger.restart();
      isRestarting = false;
    }
  }

  /** Whether what was asked of a node that died was done is not known; the next waits for it. */
  private void attempt(Runnable deed) {
    try {
      deed.run();
    } catch (UncheckedIOException e) {
      Awaitility.await().atMost(PATIENCE.multipliedBy(2)).until(() -> !isRestarting);
    }
  }

  /** Whatever is answered: one may be out, and a message of another is not to be changed. */
  private void perform(Step step, String room) {
    ApiClient ann = cast.getFirst();
    ApiClient who = cast.get(step.who() % cast.size());
    ApiClient bob = cast.get(1);
    FoldedClient client = clients.get(step.who() % clients.size());
    String members = "/conversations/" + room + "/members";
    String one = "/messages/" + room + "." + (1 + step.what() % 12);
    switch (step.deed()) {
      case SEND -> send(who, room, step.what());
      case BURST -> {
        for (int i = 0; i < BURST; i++) {
          send(who, room, i);
        }
      }
      case EDIT -> who.patch(one, Map.of("body", "edited " + step.what()));
      case DELETE -> who.delete(one);
      case REACT -> who.put(one + "/reactions/%F0%9F%91%8D", Map.of());
      case PIN -> who.post(one + "/pin");
      case UNPIN -> who.delete(one + "/pin");
      case READ -> who.post(one + "/read", Map.of("upTo", true));
      case KICK -> ann.delete(members + "/" + bob.userId());
      case INVITE -> ann.post(members, Map.of("userId", bob.userId()));
      case CUT -> client.cutAndResume();
      case PART -> client.part();
      case RETURN -> client.comeBack();
    }
  }

  private static void send(ApiClient sender, String room, int what) {
    sender.post("/messages", Map.of("conversationId", room, "body", "step " + what));
  }

  @Override
  public void close() {
    clients.forEach(FoldedClient::close);
  }
}
