package com.paidhr.messenger.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.ClientStream;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A stream does not care which of two nodes it is at. */
class TwoNodesStreamIT {
  /** Within which rights that change end streams, on every node. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** Of so many changes one must be noticed in time: a busy machine may be late for some. */
  private static final int TRIES = 3;

  private static final String DATABASE = TestStores.freshDatabase();
  private static final RunningMessenger ONE = node();
  private static final RunningMessenger TWO = node();

  private static final int LISTENERS = 1_000;
  private static final int PER_USER = 100;

  private final ApiClient ann = ONE.newUser("ann");
  private final ApiClient bob = ONE.newUser("bob");
  private final ApiClient bobAtTwo = bob.through(TWO::url);

  @AfterAll
  static void stop() {
    ONE.close();
    TWO.close();
  }

  private static RunningMessenger node() {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", DATABASE)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .env("STREAMS_PER_USER", "100")
        .env("DELIVERY_CLAIM_IDLE_AFTER", "PT2S")
        .start();
  }

  private static List<String> bodies(EventStream stream) {
    return stream.events("message.created").stream()
        .map(event -> event.at("/message/body").asText())
        .toList();
  }

  @Test
  void tellsAtOneNodeWhatHappensAtTheOtherAndGoesOnThere() {
    String room = ann.privateWith(bob);
    String cursor;
    try (EventStream stream = EventStream.of(bobAtTwo)) {
      ann.send(room, "one");
      cursor = stream.await("message.created").at("/cursor").asText();
    }
    ann.send(room, "two");

    try (EventStream stream = EventStream.of(bob, cursor)) {
      stream.await("message.created");

      assertThat(bodies(stream)).containsExactly("two");
    }
  }

  @Test
  void endsWhenTheSessionIsRevokedAtTheOtherNode() {
    List<Duration> late = new ArrayList<>();
    while (late.size() < TRIES && late.stream().noneMatch(TwoNodesStreamIT::isInTime)) {
      ApiClient guest = ApiClient.signIn(ONE::url, bob.username(), bob.password());
      try (EventStream kept = EventStream.of(bobAtTwo);
          EventStream stream = EventStream.of(guest.through(TWO::url));
          SocketStream socket = SocketStream.of(guest.through(TWO::url))) {
        guest.delete("/tokens/current").expect(204);

        late.add(untilToldToSignIn(stream, socket));
        assertThat(kept.hasEnded()).isFalse();
      }
    }
    assertThat(late).anyMatch(TwoNodesStreamIT::isInTime);
  }

  @Test
  void endsWhenTheUserIsDeactivatedAtTheOtherNode() {
    List<Duration> late = new ArrayList<>();
    while (late.size() < TRIES && late.stream().noneMatch(TwoNodesStreamIT::isInTime)) {
      ApiClient gone = ONE.newUser("gone");
      try (EventStream stream = EventStream.of(gone.through(TWO::url));
          SocketStream socket = SocketStream.of(gone.through(TWO::url))) {
        ONE.admin().patch("/admin/users/" + gone.userId(), Map.of("active", false)).expect(200);

        late.add(untilToldToSignIn(stream, socket));
        assertThat(socket.closeCode()).isEqualTo(4401);
      }
    }
    assertThat(late).anyMatch(TwoNodesStreamIT::isInTime);
  }

  /** From now, when the change is acknowledged and so has taken effect, to the last goodbye. */
  private static Duration untilToldToSignIn(ClientStream... streams) {
    long changed = System.nanoTime();
    for (ClientStream each : streams) {
      assertThat(each.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
    }
    Duration late = Duration.ofNanos(System.nanoTime() - changed);
    for (ClientStream each : streams) {
      each.awaitEnd();
    }
    return late;
  }

  private static boolean isInTime(Duration late) {
    return late.compareTo(AT_ONCE) <= 0;
  }

  @Test
  void showsNothingMoreToWhoWasKickedAtTheOtherNode() {
    String room = ann.group("room", bob);
    String other = ann.privateWith(bob);
    try (EventStream stream = EventStream.of(bobAtTwo)) {
      ann.send(room, "for all");
      stream.await(event -> event.at("/message/body").asText().equals("for all"));
      ann.delete("/conversations/" + room + "/members/" + bob.userId()).expect(204);
      ann.send(room, "without bob");
      ann.send(other, "for bob");

      stream.await(event -> event.at("/message/body").asText().equals("for bob"));

      assertThat(bodies(stream)).doesNotContain("without bob");
    }
  }

  @Test
  void takesATicketOfTheOtherNodeOnce() {
    String ticket = bob.post("/events/ticket").expect(200).at("/ticket").asText();
    ApiClient nobody = TWO.anonymous();

    try (EventStream stream = EventStream.open(nobody.request("/events?ticket=" + ticket))) {
      stream.await("resumed");
    }
    nobody.get("/events?ticket=" + ticket).expect(401);
  }

  /** Ten users listen a hundred times each, half of it at each node, while one node is killed. */
  @Test
  void goesOnAtTheOtherNodeWithoutLossWhenOneDies() throws Exception {
    List<ApiClient> users =
        Stream.generate(() -> ONE.newUser("listener")).limit(LISTENERS / PER_USER).toList();
    String room = ann.group("listeners", users.toArray(ApiClient[]::new));
    List<ApiClient> doors = new ArrayList<>();
    for (int at = 0; at < LISTENERS; at++) {
      ApiClient user = users.get(at / PER_USER);
      doors.add(at % 2 == 0 ? user : user.through(TWO::url));
    }
    Set<String> sent = new HashSet<>();
    Map<Integer, EventStream> before =
        open(
            IntStream.range(0, LISTENERS).boxed().toList(), at -> doors.get(at).request("/events"));
    Map<Integer, EventStream> after = new HashMap<>();
    try {
      awaitAll(before, (at, stream) -> stream.events("resumed").size() == 1);
      send(room, sent, 10);
      TWO.kill();
      send(room, sent, 10);
      awaitAll(before, (at, stream) -> stream.hasEnded() == (at % 2 == 1));
      List<Integer> left = before.keySet().stream().filter(at -> at % 2 == 1).toList();
      after.putAll(
          open(
              left,
              at ->
                  users
                      .get(at / PER_USER)
                      .request("/events")
                      .header(
                          "Last-Event-ID",
                          String.valueOf(requireNonNull(before.get(at)).cursor()))));
      send(room, sent, 10);

      awaitAll(
          before,
          (at, stream) -> {
            List<String> told = new ArrayList<>(bodies(stream));
            if (after.containsKey(at)) {
              told.addAll(bodies(after.get(at)));
            }
            return Set.copyOf(told).equals(sent);
          });
    } finally {
      before.values().forEach(EventStream::close);
      after.values().forEach(EventStream::close);
      TWO.restart();
    }
  }

  private void send(String room, Set<String> sent, int times) {
    for (int i = 0; i < times; i++) {
      String words = "message " + sent.size();
      ann.send(room, words);
      sent.add(words);
    }
  }

  private static Map<Integer, EventStream> open(
      Collection<Integer> places, IntFunction<HttpRequest.Builder> request) throws Exception {
    Map<Integer, EventStream> opened = new ConcurrentHashMap<>();
    Semaphore atOnce = new Semaphore(50);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int place : places) {
        atOnce.acquire();
        threads.execute(() -> {
          try {
            opened.put(place, EventStream.open(request.apply(place)));
          } finally {
            atOnce.release();
          }
        });
      }
    }
    assertThat(opened).hasSize(places.size());
    return opened;
  }

  private static void awaitAll(
      Map<Integer, EventStream> streams, BiPredicate<Integer, EventStream> isThere) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            streams.entrySet().stream()
                .allMatch(each -> isThere.test(each.getKey(), each.getValue())));
  }
}
