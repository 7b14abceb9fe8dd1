package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters that are tried again, step by step: no worker runs. */
class ReplaysIT extends LoneNode {
  @BeforeEach
  void bobLosesEverything() {
    conversations.join(ROOM, BOB, 1);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 7L, null));
  }

  /** A message that was given up. */
  private DeadLetter lost() {
    MessageSummary message = messages.accept(ROOM, ANN);
    node.queue.publish(List.of(new Job.Fanout(message.id(), ANN, message.createdAt())));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          work();
          return messages.get(message.id()).status() == MessageStatus.FAILED;
        });
    return letter(DeadLetter.idOf(message.id(), BOB));
  }

  private DeadLetter letter(String id) {
    return node.letters.find(id).orElseThrow();
  }

  private List<TakenJob> take() {
    int partition = node.queue.partitionOf(ROOM);
    node.queue.moveDue(partition, 10);
    return node.queue.take(partition, 10, Duration.ZERO);
  }

  private void work() {
    node.runner.run(take());
  }

  private RecipientStatus bob(DeadLetter letter) {
    return node.records.find(letter.message()).flatMap(record -> record.of(BOB)).orElseThrow();
  }

  @Test
  void countTheirAttemptsOnAndEndWithAllOfThemInTheDeadLetter() {
    DeadLetter lost = lost();
    int attempts = lost.attempts().size() + Node.SHORT.maxAttempts();

    node.replays.replay(ANN, lost.id());

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          work();
          return !letter(lost.id()).replaying();
        });
    assertThat(letter(lost.id()).attempts())
        .extracting(AttemptRecord::number)
        .isEqualTo(IntStream.rangeClosed(1, attempts).boxed().toList());
    assertThat(bob(lost).state()).isEqualTo(State.FAILED);
    assertThat(bob(lost).attempts()).isEqualTo(attempts);
    assertThat(messages.get(lost.message()).counts()).isEqualTo(new MessageCounts(1, 0, 1));
    assertThat(take()).isEmpty();
  }

  @Test
  void thatAreQueuedAgainGoOnWhereTheyAre() {
    DeadLetter lost = lost();
    int attempts = lost.attempts().size() + Node.SHORT.maxAttempts();
    node.replays.replay(ANN, lost.id());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          work();
          return bob(lost).attempts() > lost.attempts().size();
        });

    node.replays.requeue();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          work();
          return !letter(lost.id()).replaying();
        });
    assertThat(bob(lost).history())
        .extracting(AttemptRecord::number)
        .isEqualTo(IntStream.rangeClosed(1, attempts).boxed().toList());
    assertThat(letter(lost.id()).attempts()).hasSize(attempts);
  }

  @Test
  void areUnmarkedWhenTheQueueIsAway() {
    DeadLetter lost = lost();
    redis.stop();

    assertThatThrownBy(() -> node.replays.replay(ANN, lost.id()))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));

    assertThat(letter(lost.id())).isEqualTo(lost);
    assertThat(bob(lost).state()).isEqualTo(State.FAILED);
  }

  /** The store marked it and failed to say so, and nothing was queued. */
  @Test
  void areQueuedWhenTheyAreAskedForAgain() {
    DeadLetter lost = lost();
    assertThat(node.letters.markReplaying(lost.id())).isTrue();

    assertThatThrownBy(() -> node.replays.replay(ANN, lost.id()))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));

    assertThat(take()).extracting(TakenJob::job).containsExactly(Job.Replay.of(lost));
  }

  @Test
  void endWhenTheDeadLetterIsDiscarded() {
    DeadLetter lost = lost();
    node.replays.replay(ANN, lost.id());

    node.discard.discard(ANN, lost.id(), "told by phone");
    await()
        .until(() -> {
          List<TakenJob> due = take();
          node.runner.run(due);
          return !due.isEmpty();
        });

    assertThat(node.letters.find(lost.id())).isEmpty();
    assertThat(bob(lost).attempts()).isEqualTo(lost.attempts().size());
    assertThat(take()).isEmpty();
  }

  @Test
  void endWhenTheRecipientHasIt() {
    DeadLetter lost = lost();
    node.replays.replay(ANN, lost.id());
    AttemptRecord other = new AttemptRecord(5, Instant.now(), "other", "ARRIVES", 1, "", true);
    node.records.record(List.of(new Outcome.Delivered(lost.message(), BOB, other, true)));

    await()
        .until(() -> {
          work();
          return node.letters.find(lost.id()).isEmpty();
        });

    assertThat(bob(lost).state()).isEqualTo(State.DELIVERED);
    assertThat(messages.get(lost.message()).status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(InboxContents.gaps(node.redis, BOB, ROOM)).isEmpty();
  }

  /** Redis lost its data, and the lane began again before a message that was given up and read. */
  @Test
  void waitForALaneThatHasYetToComeToTheMessage() {
    DeadLetter lost = lost();
    node.records.record(List.of(new Outcome.Read(lost.message(), BOB, Instant.now())));
    node.redis.flushAll();
    Job.Lane lane = new Job.Lane(ROOM, BOB);
    node.held.begin(List.of(new Hold(lane, 1, 1, 1, Duration.ofMinutes(1), Duration.ZERO)));
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 0.0, null, null, null, null, 7L, null));
    node.replays.replay(ANN, lost.id());

    work();
    assertThat(InboxContents.gaps(node.redis, BOB, ROOM)).isEmpty();

    node.runner.run(
        List.of(new TakenJob(lane, node.queue.partitionOf(ROOM), "1-1", Instant.now(), 1)));
    await()
        .until(() -> {
          work();
          return node.letters.find(lost.id()).isEmpty();
        });
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(1L);
    assertThat(InboxContents.gaps(node.redis, BOB, ROOM)).isEmpty();
    assertThat(bob(lost).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void haveOneJobPerDeadLetterHoweverOftenTheyAreAskedFor() {
    DeadLetter lost = lost();
    Filter all = new Filter(null, ROOM);

    assertThat(node.replays.replayAll(ANN, all, 1)).isEqualTo(1);
    assertThat(node.replays.replayAll(ANN, all, 1)).isZero();
    assertThat(node.replays.retry(ANN, lost.message())).isZero();
    assertThatThrownBy(() -> node.replays.replay(ANN, lost.id()))
        .hasMessageContaining("being replayed");

    await().until(() -> node.queue.moveDue(node.queue.partitionOf(ROOM), 10).jobs() == 1);
  }

  @Test
  void ofAJobBringTheMessageToEveryoneAndKeepItFindable() {
    MessageSummary message = messages.accept(ROOM, ANN);
    conversations.damage(ROOM);
    Job.Fanout job = new Job.Fanout(message.id(), ANN, message.createdAt());
    int partition = node.queue.partitionOf(ROOM);
    node.runner.run(List.of(new TakenJob(job, partition, "1-1", Instant.now(), 4)));
    conversations.repair(ROOM);
    assertThat(undelivered()).isEmpty();

    assertThat(node.replays.retry(ANN, message.id())).isEqualTo(1);
    await()
        .until(() -> {
          work();
          return node.letters.find(DeadLetter.idOf(message.id(), null)).isEmpty();
        });

    assertThat(undelivered()).containsExactly(message.id());
    await().until(() -> node.queue.moveDue(partition, 10).jobs() == 1);
    assertThat(take()).extracting(taken -> taken.job()).hasOnlyElementsOfType(Job.Fanout.class);
  }

  private List<MessageId> undelivered() {
    return messages.undelivered(Instant.MAX, null, 10).stream().map(MessageSummary::id).toList();
  }
}
