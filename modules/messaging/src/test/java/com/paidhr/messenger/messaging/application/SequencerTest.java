package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SequencerTest {
  private static final LogEndStore NOTHING_KNOWN =
      new LogEndStore() {
        @Override
        public Map<ConversationId, Long> read(Collection<ConversationId> conversations) {
          return Map.of();
        }

        @Override
        public void raise(ConversationId conversation, long seq) {}
      };

  private static Sequencer node(SimulatedLog log, OpenHouse conversations) {
    return new Sequencer(
        log,
        conversations,
        new LogEnds(NOTHING_KNOWN),
        Unasked.authors(),
        new KnownMessages(),
        Clock.systemUTC());
  }

  /**
   * What became of an author's key, however many threads sent it on however many nodes.
   *
   * @param begun before the first of them began
   * @param answered after the first answer
   */
  private record Outcome(long begun, long answered, Message message) {
    Outcome with(Outcome other) {
      assertThat(other.message).isEqualTo(message);
      return new Outcome(Math.min(begun, other.begun), Math.min(answered, other.answered), message);
    }
  }

  /**
   * Each thread sends its drafts in order and repeats each until it is answered, each time on the
   * next node. Several threads may be of one sender: then they send the same.
   */
  @Property(tries = 60)
  void storesEachSendOnceWithoutHoleWhateverIsCutAndRepeated(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int users,
      @ForAll @IntRange(min = 1, max = 8) int threads,
      @ForAll @IntRange(min = 1, max = 8) int each)
      throws Exception {
    SimulatedLog log = new SimulatedLog(seed, 0.15);
    List<Sequencer> sequencers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      sequencers.add(node(log, new OpenHouse()));
    }
    List<Future<List<Outcome>>> senders = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < threads; thread++) {
        UserId sender = new UserId("user" + thread % users);
        int first = thread % nodes;
        senders.add(pool.submit(() -> sendAll(sequencers, first, sender, each)));
      }
    }

    Map<AuthorKey, Outcome> outcomes = new HashMap<>();
    for (Future<List<Outcome>> sender : senders) {
      List<Outcome> own = sender.get();
      assertThat(own).extracting(outcome -> outcome.message().seq()).isSorted();
      own.forEach(outcome -> outcomes.merge(outcome.message().authorKey(), outcome, Outcome::with));
    }
    assertThat(outcomes).hasSize(Math.min(users, threads) * each);
    List<Message> stored = log.stored();
    assertThat(stored)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, outcomes.size()).boxed().toList());
    assertThat(stored)
        .allSatisfy(message ->
            assertThat(outcomes.get(message.authorKey()))
                .isNotNull()
                .extracting(Outcome::message)
                .isEqualTo(message));
    for (Outcome one : outcomes.values()) {
      assertThat(outcomes.values())
          .as("what was begun after the answer stands behind it")
          .filteredOn(other -> other.begun() > one.answered())
          .allMatch(other -> other.message().seq() > one.message().seq());
    }
  }

  private static List<Outcome> sendAll(List<Sequencer> nodes, int first, UserId sender, int each) {
    List<Outcome> outcomes = new ArrayList<>();
    int next = first;
    for (int i = 0; i < each; i++) {
      Draft draft = Drafts.text(sender, "key" + i);
      long begun = System.nanoTime();
      Placed placed = null;
      while (placed == null) {
        try {
          placed = nodes.get(next % nodes.size()).append(draft);
        } catch (MongoException e) {
          assertThat(e).hasMessageContaining("cut");
          next++;
        }
      }
      outcomes.add(new Outcome(begun, System.nanoTime(), placed.message()));
    }
    return outcomes;
  }

  @Test
  void asksOnceWhoMayWriteWhileItsInsertsFollowOneAnother() {
    OpenHouse house = new OpenHouse();
    Sequencer sequencer = node(new SimulatedLog(1, 0), house);
    for (int i = 0; i < 10; i++) {
      sequencer.append(Drafts.text(ANN, "a" + i));
      sequencer.append(Drafts.text(BOB, "b" + i));
    }

    assertThat(house.askedBySequencers).hasValue(2);
  }

  @Test
  void asksAgainBehindAChangeMadeHere() {
    OpenHouse house = new OpenHouse();
    Sequencer sequencer = node(new SimulatedLog(1, 0), house);
    sequencer.append(Drafts.text(BOB, "before"));

    house.putOut.add(BOB);
    sequencer.append(Drafts.system("kick"));

    assertThatThrownBy(() -> sequencer.append(Drafts.text(BOB, "behind")))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void asksAgainBehindAChangeMadeOnAnotherNode() {
    OpenHouse house = new OpenHouse();
    SimulatedLog log = new SimulatedLog(1, 0);
    Sequencer here = node(log, house);
    Sequencer there = node(log, house);
    here.append(Drafts.text(BOB, "before"));

    house.putOut.add(BOB);
    there.append(Drafts.system("kick"));

    assertThatThrownBy(() -> here.append(Drafts.text(BOB, "behind")))
        .isInstanceOf(DomainException.class);
    assertThat(log.stored()).hasSize(2);
  }

  /** A kick that waits together with a send of the one who is kicked stands before it. */
  @Test
  void asksAgainForThoseWhoWaitTogetherWithAChange() throws Exception {
    OpenHouse house = new OpenHouse();
    CountDownLatch bothWait = new CountDownLatch(1);
    SimulatedLog log = new SimulatedLog(1, 0);
    Sequencer sequencer = node(log, house);
    sequencer.append(Drafts.text(BOB, "before"));
    house.afterwards.set(() -> await(bothWait));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Placed> first = pool.submit(() -> sequencer.append(Drafts.text(ANN, "first")));
      Awaitility.await().until(() -> house.askedBySequencers.get() == 2); // the leader asks for Ann
      house.putOut.add(BOB);
      Future<Placed> kick = pool.submit(() -> sequencer.append(Drafts.system("kick")));
      Future<Placed> send = pool.submit(() -> sequencer.append(Drafts.text(BOB, "behind")));
      bothWait.countDown();
      first.get();
      long kicked = kick.get().message().seq();

      try {
        assertThat(send.get().message().seq()).isLessThan(kicked);
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(DomainException.class);
      }
    }
  }

  @Test
  void answersEverybodyWhoWaitsWhenTheStoreIsGone() throws Exception {
    Sequencer sequencer = node(new SimulatedLog(1, 1.0), new OpenHouse());
    List<Future<Placed>> sends = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        Draft draft = Drafts.text(Drafts.ANN, "key" + i);
        sends.add(pool.submit(() -> sequencer.append(draft)));
      }
      for (Future<Placed> send : sends) {
        assertThatThrownBy(() -> send.get(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS))
            .hasCauseInstanceOf(MongoException.class);
      }
    }
  }

  @Test
  void answersEverybodyWhoWaitsWhenSomethingElseBreaks() {
    OpenHouse broken = new OpenHouse();
    broken.failure = new IllegalStateException("broken");
    SimulatedLog log = new SimulatedLog(1, 0);
    Sequencer sequencer = node(log, broken);

    assertThatThrownBy(() -> sequencer.append(Drafts.text(Drafts.ANN, "a")))
        .isSameAs(broken.failure);

    broken.failure = null;
    assertThat(sequencer.append(Drafts.text(Drafts.ANN, "a")).message().seq()).isEqualTo(1);
  }

  @Test
  void asksWhoMayWriteAgainWhenAnotherNodeWasFaster() {
    SimulatedLog log = new SimulatedLog(1, 0);
    OpenHouse conversations = new OpenHouse();
    Sequencer stale = node(log, conversations);
    stale.append(Drafts.text(Drafts.BOB, "before"));

    // Another node kicks: first the mark on the membership, then the message in the log.
    conversations.putOut.add(Drafts.BOB);
    node(log, conversations).append(Drafts.system("kick"));

    assertThatThrownBy(() -> stale.append(Drafts.text(Drafts.BOB, "after")))
        .hasMessageContaining(ROOM.value());
    assertThat(log.stored()).hasSize(2);
  }

  @Test
  void answersABatchOfRepetitionsWithOneQuestion() throws Exception {
    SimulatedLog log = new SimulatedLog(1, 0);
    int repeated = 100;
    for (int i = 0; i < repeated; i++) {
      node(log, new OpenHouse()).append(Drafts.text(Drafts.ANN, "key" + i));
    }
    OpenHouse conversations = new OpenHouse();
    Sequencer sequencer = node(log, conversations);
    CountDownLatch allWait = new CountDownLatch(1);
    conversations.afterwards.set(() -> await(allWait));
    int before = log.lookups();
    List<Thread> threads = new ArrayList<>();
    Queue<Placed> answers = new ConcurrentLinkedQueue<>();
    threads.add(Thread.ofPlatform().start(() -> sequencer.append(Drafts.text(Drafts.BOB, "lead"))));
    awaitWaiting(threads);
    for (int i = 0; i < repeated; i++) {
      Draft draft = Drafts.text(Drafts.ANN, "key" + i);
      threads.add(Thread.ofPlatform().start(() -> answers.add(sequencer.append(draft))));
    }
    awaitWaiting(threads);
    allWait.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(repeated).allMatch(Placed::replayed);
    assertThat(log.lookups() - before).isEqualTo(1);
    assertThat(log.stored()).hasSize(repeated + 1);
  }

  private static void awaitWaiting(List<Thread> threads) {
    Awaitility.await()
        .until(
            () -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
