package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.application.ScheduleMessage.Accepted;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledMessagesIT {
  /** Before and behind: a look for stuck ones, for due ones, for those in flight, and the claim. */
  private static final int BEFORE_SENT = 8;

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final SettableClock clock = new SettableClock("2030-06-01T08:59:30Z");
  private final Node.Heard heard = new Node.Heard();
  private final Node node = new Node(database, clock, heard);

  @AfterEach
  void close() {
    client.close();
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private Schedule schedule(Node at, UserId author, String body, @Nullable String key) {
    return at.schedule
        .schedule(Node.message(author, body, key), in(Duration.ofMinutes(1)))
        .schedule();
  }

  private Schedule now(Schedule schedule) {
    return node.schedules.find(schedule.id()).orElseThrow();
  }

  private List<Message> log() {
    return node.log.range(ROOM, 1, 1_000);
  }

  private static ProblemType refusal(Runnable action) {
    return assertThatThrownBy(action::run)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(DomainException.class))
        .actual()
        .type();
  }

  @Test
  void sendsNothingBeforeItsTimeAndOnceAfterIt() {
    Schedule schedule = schedule(node, ANN, "later", null);
    assertThat(node.sendDue.run()).isZero();
    clock.advance(Duration.ofMinutes(1).minusMillis(1));
    assertThat(node.sendDue.run()).isZero();
    assertThat(log()).isEmpty();

    clock.advance(Duration.ofMillis(1));
    assertThat(node.sendDue.run()).isEqualTo(1);
    assertThat(node.sendDue.run()).isZero();

    assertThat(log()).extracting(Message::body).containsExactly("later");
    assertThat(log().getFirst().createdAt()).isEqualTo(schedule.sendAt());
    Schedule done = now(schedule);
    assertThat(done.state()).isEqualTo(State.SENT);
    assertThat(done.message()).isEqualTo(new MessageId(ROOM, 1));
    assertThat(done.body()).as("the message has it").isNull();
    assertThat(heard.events).hasOnlyElementsOfType(MessageAccepted.class).hasSize(1);
  }

  @Test
  void findsWhatBecameDueWhileNoNodeRan() {
    schedule(node, ANN, "later", null);
    clock.advance(Duration.ofDays(40));

    Node fresh = new Node(database, clock, heard);

    assertThat(fresh.sendDue.run()).isEqualTo(1);
  }

  @Test
  void sendsWhatOneAuthorScheduledInTheOrderOfTimesThenOfScheduling() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int place = (i * 37) % 60;
      expected.add("%02d.%02d".formatted(place % 5, i));
      node.schedule.schedule(
          Node.message(ANN, expected.getLast(), i % 2 == 0 ? "key-" + i : null),
          Instant.parse("2030-06-01T10:00:00Z").plusMillis(place % 5));
      clock.advance(Duration.ofNanos(1_000));
    }
    clock.advance(Duration.ofDays(2));

    assertThat(new Node(database, clock, heard).sendDue.run()).isEqualTo(60);

    Collections.sort(expected);
    assertThat(log()).extracting(Message::body).containsExactlyElementsOf(expected);
  }

  @Test
  void letsLaterOnesWaitForOneThatAnotherNodeHasBegun() {
    Schedule first = schedule(node, ANN, "first", null);
    clock.advance(Duration.ofMillis(1));
    schedule(node, ANN, "second", null);
    schedule(node, BOB, "of somebody else", null);
    clock.advance(Duration.ofMinutes(2));
    node.schedules.claim(first, clock.instant());

    assertThat(node.sendDue.run()).isEqualTo(1);
    assertThat(log()).extracting(Message::body).containsExactly("of somebody else");

    clock.advance(Duration.ofHours(1));
    assertThat(node.sendDue.run()).isEqualTo(2);
    assertThat(log())
        .extracting(Message::body)
        .containsExactly("of somebody else", "first", "second");
  }

  @Test
  void findsWhatIsDueWheneverTheLastLookWas() {
    node.sendDue.run();
    for (int hours : List.of(0, 1, 3, 30)) {
      schedule(node, ANN, "after " + hours, null);
      clock.advance(Duration.ofHours(hours).plusMinutes(1));
      assertThat(node.sendDue.run()).as("%s hours", hours).isEqualTo(1);
    }
  }

  @Test
  void answersTheSameRequestAlikeAndAnotherContentOrTimeWithMismatch() {
    Schedule first = schedule(node, ANN, "later", "k");
    Accepted again =
        node.schedule.schedule(Node.message(ANN, "later", "k"), in(Duration.ofMinutes(1)));

    assertThat(again.replayed()).isTrue();
    assertThat(again.schedule()).isEqualTo(first);
    assertThat(refusal(() -> schedule(node, ANN, "other", "k")))
        .isEqualTo(ProblemType.IDEMPOTENCY_MISMATCH);
    assertThat(
            refusal(() ->
                node.schedule.schedule(Node.message(ANN, "later", "k"), in(Duration.ofMinutes(2)))))
        .isEqualTo(ProblemType.IDEMPOTENCY_MISMATCH);

    Instant time = first.sendAt();
    clock.advance(Duration.ofMinutes(2));
    node.sendDue.run();
    Accepted after = node.schedule.schedule(Node.message(ANN, "later", "k"), time);
    assertThat(after.replayed()).isTrue();
    assertThat(after.schedule().state()).isEqualTo(State.SENT);
    assertThat(refusal(() -> node.send.send(Node.message(ANN, "later", "k"))))
        .isEqualTo(ProblemType.IDEMPOTENCY_MISMATCH);
    assertThat(log()).hasSize(1);
  }

  @Test
  void refusesAKeyThatAMessageHas() {
    node.send.send(Node.message(ANN, "now", "k"));

    assertThat(refusal(() -> schedule(node, ANN, "now", "k")))
        .isEqualTo(ProblemType.IDEMPOTENCY_MISMATCH);
  }

  @Test
  void dropsWhatLostItsKeyToAnotherSend() {
    Schedule schedule = schedule(node, ANN, "later", "k");
    node.send.send(Node.message(ANN, "now", "k"));
    clock.advance(Duration.ofMinutes(1));

    node.sendDue.run();

    assertThat(now(schedule).state()).isEqualTo(State.DROPPED);
    assertThat(log()).extracting(Message::body).containsExactly("now");
  }

  @Test
  void acceptsFiftyParallelIdenticalRequestsOnceAcrossNodes() throws Exception {
    List<Node> nodes = List.of(node, new Node(database, clock, heard));
    List<Accepted> answers = new ArrayList<>();
    Instant time = in(Duration.ofMinutes(1));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Accepted>> calls =
          IntStream.range(0, 50)
              .<Callable<Accepted>>mapToObj(i ->
                  () -> nodes.get(i % 2).schedule.schedule(Node.message(ANN, "same", "k"), time))
              .toList();
      for (Future<Accepted> call : pool.invokeAll(calls)) {
        answers.add(call.get());
      }
    }

    assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
    assertThat(answers).extracting(Accepted::schedule).containsOnly(answers.getFirst().schedule());
    assertThat(node.schedules.takenSlots(ANN)).hasSize(1);
  }

  @Test
  void boundsHowManyWaitEvenWhenManyAskAtOnce() throws Exception {
    List<Node> nodes = List.of(node, new Node(database, clock, heard));
    AtomicInteger refused = new AtomicInteger();
    int tooMany = 20;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Node.SETTINGS.maxScheduled() + tooMany; i++) {
        Node at = nodes.get(i % 2);
        String body = "n" + i;
        pool.execute(() -> {
          try {
            schedule(at, ANN, body, null);
          } catch (DomainException e) {
            assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            refused.incrementAndGet();
          }
        });
      }
    }

    assertThat(refused).hasValue(tooMany);
    assertThat(node.schedules.takenSlots(ANN)).hasSize(Node.SETTINGS.maxScheduled());
    schedule(node, BOB, "another author has room", null);
    node.ownSchedules.cancel(ANN, own(ANN).items().getFirst().id());
    schedule(node, ANN, "room again", null);
    clock.advance(Duration.ofMinutes(1));
    node.sendDue.run();
    IntStream.range(0, 5).forEach(i -> schedule(node, ANN, "again " + i, null));
  }

  private Page<Schedule> own(UserId author) {
    return node.ownSchedules.page(author, null, PageRequest.of(null, null));
  }

  @Test
  void pagesTheOwnOnesByTime() {
    for (int minutes : List.of(3, 1, 2, 2)) {
      node.schedule.schedule(
          Node.message(ANN, "in " + minutes, null), in(Duration.ofMinutes(minutes)));
    }
    schedule(node, BOB, "not Ann's", null);
    List<String> bodies = new ArrayList<>();
    String cursor = null;
    do {
      Page<Schedule> page = node.ownSchedules.page(ANN, null, PageRequest.of(1, cursor));
      page.items().forEach(schedule -> bodies.add(schedule.body()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(bodies).containsExactly("in 1", "in 2", "in 2", "in 3");
    assertThat(node.ownSchedules.page(ANN, State.SENT, PageRequest.of(null, null)).items())
        .isEmpty();
  }

  @Test
  void cancelsForGoodAndForTheAuthorOnly() {
    Schedule schedule = schedule(node, ANN, "secret", "k");
    assertThat(refusal(() -> node.ownSchedules.cancel(BOB, schedule.id())))
        .isEqualTo(ProblemType.NOT_FOUND);
    assertThat(refusal(() -> node.ownSchedules.single(BOB, schedule.id())))
        .isEqualTo(ProblemType.NOT_FOUND);

    node.ownSchedules.cancel(ANN, schedule.id());
    node.ownSchedules.cancel(ANN, schedule.id());
    clock.advance(Duration.ofHours(1));

    assertThat(node.sendDue.run()).isZero();
    assertThat(log()).isEmpty();
    assertThat(database.getCollection("scheduledMessages").find().first().toJson())
        .doesNotContain("secret");
    Accepted again = node.schedule.schedule(Node.message(ANN, "secret", "k"), schedule.sendAt());
    assertThat(again.schedule().state()).isEqualTo(State.CANCELED);
  }

  @Test
  void refusesToCancelWhatWasSent() {
    Schedule schedule = schedule(node, ANN, "later", null);
    clock.advance(Duration.ofMinutes(1));
    node.sendDue.run();

    assertThat(refusal(() -> node.ownSchedules.cancel(ANN, schedule.id())))
        .isEqualTo(ProblemType.CONFLICT);
  }

  @Test
  void endsARaceOfCancelAndSendInOneOfTwoWays() throws Exception {
    int sent = 0;
    for (int round = 1; round <= 40; round++) {
      Schedule schedule = schedule(node, ANN, "round " + round, null);
      clock.advance(Duration.ofMinutes(1));
      Node other = new Node(database, clock, heard);
      boolean canceled;
      try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> cancel =
            pool.submit(
                () -> catchThrowable(() -> node.ownSchedules.cancel(ANN, schedule.id())) == null);
        Future<Integer> one = pool.submit(node.sendDue::run);
        Future<Integer> two = pool.submit(other.sendDue::run);
        canceled = cancel.get();
        one.get();
        two.get();
      }
      sent += canceled ? 0 : 1;
      assertThat(log()).as("round %s, canceled %s", round, canceled).hasSize(sent);
      assertThat(now(schedule).state()).isEqualTo(canceled ? State.CANCELED : State.SENT);
    }
  }

  @Test
  void sendsOnceOnManyNodesAtOnce() throws Exception {
    List<Node> nodes =
        IntStream.range(0, 4).mapToObj(i -> new Node(database, clock, heard)).toList();
    for (int author = 0; author < 20; author++) {
      for (int i = 0; i < 5; i++) {
        schedule(node, new UserId("user" + author), "n" + i, null);
      }
    }
    clock.advance(Duration.ofMinutes(1));
    int completed = 0;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> runs =
          nodes.stream().<Callable<Integer>>map(at -> at.sendDue::run).toList();
      for (Future<Integer> run : pool.invokeAll(runs)) {
        completed += run.get();
      }
    }

    assertThat(completed).isEqualTo(100);
    assertThat(log()).hasSize(100);
    assertThat(log()).extracting(Message::key).doesNotHaveDuplicates();
  }

  @Test
  void dropsWithAReasonWhatItsAuthorMayNotSendAnyMore() {
    MessageId question = node.send(BOB, "question");
    Schedule kicked = schedule(node, ANN, "still here?", null);
    Schedule answer =
        node.schedule
            .schedule(
                new NewMessage(ROOM, new UserId("carl"), "answer", List.of(), question, null),
                in(Duration.ofMinutes(1)))
            .schedule();
    node.conversations.putOut.add(ANN);
    node.change.delete(BOB, false, question, OptionalLong.empty());
    clock.advance(Duration.ofMinutes(1));

    node.sendDue.run();

    assertThat(log()).hasSize(1);
    assertThat(now(kicked).state()).isEqualTo(State.DROPPED);
    assertThat(now(kicked).refusal())
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo("/problems/not-found"));
    assertThat(now(kicked).body()).as("the author's words are not lost").isEqualTo("still here?");
    assertThat(now(answer).refusal())
        .satisfies(refusal -> assertThat(refusal.detail()).contains("no such message"));
    assertThat(node.schedules.takenSlots(ANN)).as("makes room").isEmpty();
    node.ownSchedules.cancel(ANN, kicked.id());
    assertThat(now(kicked).body()).isNull();
  }

  @Test
  void refusesImpossibleTimes() {
    for (Duration time :
        List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(366).plusMillis(1))) {
      assertThat(refusal(() -> node.schedule.schedule(Node.message(ANN, "x", null), in(time))))
          .as("%s", time)
          .isEqualTo(ProblemType.INVALID_CONTENT);
    }
    node.schedule.schedule(Node.message(ANN, "x", null), in(Duration.ofDays(366)));
    assertThat(refusal(() -> node.schedule.schedule(Node.message(ANN, "x", null), Instant.MAX)))
        .isEqualTo(ProblemType.INVALID_CONTENT);
    assertThat(refusal(() -> node.schedule.schedule(Node.message(ANN, "x", "k"), Instant.MIN)))
        .isEqualTo(ProblemType.INVALID_CONTENT);
  }

  /** Stops a node before and after each store command of a scheduled send; another completes it. */
  @Test
  void isSentOnceWhereverANodeStops() {
    boolean reachedTheEnd = false;
    int point = 0;
    for (; !reachedTheEnd; point++) {
      MongoDatabase fresh = client.getDatabase(TestStores.freshDatabase());
      AtomicInteger passed = new AtomicInteger();
      Node stopped =
          new Node(
              Node.Stores.of(fresh).stoppingAt(new Stopping(point, passed)),
              fresh,
              clock,
              new Node.Heard());
      Node after = new Node(fresh, clock, new Node.Heard());
      Schedule schedule =
          after
              .schedule
              .schedule(
                  new NewMessage(ROOM, ANN, "later", List.of(new MediaId("file")), null, "k"),
                  in(Duration.ofMinutes(1)))
              .schedule();
      clock.advance(Duration.ofMinutes(1));

      Throwable failure = catchThrowable(stopped.sendDue::run);
      reachedTheEnd = failure == null && passed.get() <= point;
      clock.advance(Node.SETTINGS.resumeAfter().plusMillis(1));
      after.sendDue.run();
      after.sendDue.run();

      assertThat(after.log.range(ROOM, 1, 10))
          .as("stopped at %s", point)
          .extracting(Message::body)
          .containsExactly("later");
      Schedule done = after.schedules.find(schedule.id()).orElseThrow();
      assertThat(done.state()).isEqualTo(State.SENT);
      assertThat(done.message()).isEqualTo(new MessageId(ROOM, 1));
      List<MessageId> referenced = new ArrayList<>(stopped.referenced);
      referenced.addAll(after.referenced);
      assertThat(referenced).as("carries its file").contains(new MessageId(ROOM, 1));
      assertThat(after.send(BOB, "next").seq()).isEqualTo(2);
      assertThat(point).as("points passed without reaching the end").isLessThan(50);
    }
    assertThat(point).isGreaterThan(8);
  }

  @Test
  void doesNotCallAMessageDroppedThatWasStoredBeforeItsAuthorWasPutOut() {
    AtomicInteger passed = new AtomicInteger();
    Schedule schedule = schedule(node, ANN, "just in time", null);
    clock.advance(Duration.ofMinutes(1));
    Node.Stores stores =
        new Node.Stores(
            TestLogs.log(database),
            new Stopping(BEFORE_SENT, passed).of(Schedules.class, TestLogs.schedules(database)),
            TestLogs.edits(database),
            TestLogs.receipts(database),
            null);
    Node stopped = new Node(stores, database, clock, heard);
    stopped.sendDue.run();
    assertThat(log()).hasSize(1);
    assertThat(now(schedule).state()).isEqualTo(State.SENDING);
    assertThat(refusal(() -> node.ownSchedules.cancel(ANN, schedule.id())))
        .isEqualTo(ProblemType.CONFLICT);

    node.conversations.putOut.add(ANN);
    clock.advance(Node.SETTINGS.resumeAfter().plusMillis(1));
    node.sendDue.run();

    assertThat(now(schedule).state()).isEqualTo(State.SENT);
    assertThat(log()).hasSize(1);
  }

  /** As while the store reads but does not write. What is left is looked for again. */
  @Test
  void endsALookInWhichNothingCanBeClaimed() {
    AtomicInteger looks = new AtomicInteger();
    Schedule waiting = schedule(node, ANN, "later", null);
    List<Schedule> due = Collections.nCopies(200, waiting);
    Schedules stuck =
        (Schedules)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Schedules.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "stuck" -> List.of();
                      case "sending" -> Set.of();
                      case "due" -> {
                        assertThat(looks.incrementAndGet()).isLessThan(10);
                        assertThat(arguments[0]).as("looks at all again").isNull();
                        yield due;
                      }
                      default -> throw new IllegalStateException("read-only");
                    });
    SendDueMessages sendDue = new SendDueMessages(node.send, stuck, Node.SETTINGS, clock);

    assertThat(sendDue.run()).isZero();
    assertThat(sendDue.run()).isZero();
    assertThat(looks).hasValue(2);
  }
}
