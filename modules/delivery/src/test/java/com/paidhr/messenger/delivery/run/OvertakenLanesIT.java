package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.record.Findings;
import com.paidhr.messenger.delivery.record.Findings.Trouble;
import com.paidhr.messenger.delivery.record.GivenUp;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another worker has gone on with a lane before a message of it has its first pass. */
class OvertakenLanesIT extends LoneNode {
  private static final AttemptRecord LAST =
      new AttemptRecord(6, Instant.now(), "other", "LOST", 0, "lost", true);

  @BeforeEach
  void bobIsFarAway() {
    conversations.join(ROOM, BOB, 1);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, Latency.fixed(600_000), null, null, null, null, null, null, null));
  }

  private void fanOut(MessageSummary message) {
    node.queue.publish(List.of(new Job.Fanout(message.id(), ANN, message.createdAt())));
    node.runner.run(node.queue.take(node.queue.partitionOf(ROOM), 10, Duration.ZERO));
  }

  private State stateOfBob(MessageSummary message) {
    return node.records.find(message.id()).orElseThrow().recipients().stream()
        .map(RecipientStatus::state)
        .findFirst()
        .orElseThrow();
  }

  private void otherWorkerDelivers(MessageSummary message) {
    node.inboxes.append(List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, message.id().seq())));
  }

  private void writeLetter(MessageSummary message) {
    node.letters.put(
        List.of(
            new DeadLetter(
                DeadLetter.idOf(message.id(), BOB),
                message.id(),
                BOB,
                "network.lost",
                "lost",
                true,
                List.of(LAST),
                LAST.at(),
                false)));
  }

  private void nearBob() {
    node.profiles.remove(NetworkScope.of(BOB));
    node.network.changed();
  }

  @Test
  void recordsWhatTheOtherWorkerDelivered() {
    MessageSummary message = messages.accept(ROOM, ANN);
    otherWorkerDelivers(message);

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.DELIVERED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void recordsItOfAMessageThatWasRecordedAsWaitingBefore() {
    MessageSummary message = messages.accept(ROOM, ANN);
    fanOut(message);
    assertThat(stateOfBob(message)).isEqualTo(State.WAITING);
    otherWorkerDelivers(message);

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.DELIVERED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void recordsWhatTheOtherWorkerGaveUp() {
    MessageSummary message = messages.accept(ROOM, ANN);
    writeLetter(message);
    node.inboxes.skip(new Job.Lane(ROOM, BOB), 1, message.id());

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.FAILED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.FAILED);
  }

  @Test
  void recordsWhatTheOtherWorkerGaveUpInPerfectConditionsToo() {
    MessageSummary message = messages.accept(ROOM, ANN);
    writeLetter(message);
    node.inboxes.skip(new Job.Lane(ROOM, BOB), 1, message.id());
    nearBob();

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.FAILED);
    assertThat(messages.get(message.id()).counts()).isEqualTo(new MessageCounts(1, 0, 1));
  }

  @Test
  void keepsWhatTheOtherWorkerGaveUpWhenItGivesUpAsWell() {
    MessageSummary message = messages.accept(ROOM, ANN);
    fanOut(message);
    giveUp(message);
    node.letters.markReplaying(DeadLetter.idOf(message.id(), BOB));

    giveUp(message);

    assertThat(stateOfBob(message)).isEqualTo(State.FAILED);
    assertThat(node.letters.find(DeadLetter.idOf(message.id(), BOB)))
        .hasValueSatisfying(letter -> assertThat(letter.replaying()).isTrue());
  }

  @Test
  void takesWhatTheOtherWorkerDeliveredAsDeliveredWhenItGivesUp() {
    MessageSummary message = messages.accept(ROOM, ANN);
    fanOut(message);
    otherWorkerDelivers(message);

    giveUp(message);

    assertThat(stateOfBob(message)).isEqualTo(State.DELIVERED);
    assertThat(node.letters.find(DeadLetter.idOf(message.id(), BOB))).isEmpty();
  }

  @Test
  void withdrawsWhatWasSentBeforeTheUserLeftAndCameBack() {
    MessageSummary message = messages.accept(ROOM, ANN);
    fanOut(message);
    conversations.leave(ROOM, BOB);
    conversations.join(ROOM, BOB, 2);

    node.queue.publish(List.of(new Job.Lane(ROOM, BOB)));
    node.runner.run(node.queue.take(node.queue.partitionOf(ROOM), 10, Duration.ZERO));

    assertThat(stateOfBob(message)).isEqualTo(State.WITHDRAWN);
    assertThat(messages.get(message.id()).counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(node.held.in(ROOM)).isEmpty();
  }

  @Test
  void jumpsOverNoEarlierMessageWhenAnInboxRefuses() {
    messages.accept(ROOM, ANN);
    MessageSummary second = messages.accept(ROOM, ANN);
    nearBob();
    node.redis.set(RedisKeys.inbox(BOB), "not a stream");

    fanOut(second);

    assertThat(node.held.find(List.of(new Job.Lane(ROOM, BOB))).values())
        .singleElement()
        .returns(1L, HeldLane::seq)
        .returns(2L, HeldLane::upTo);
  }

  private void giveUp(MessageSummary message) {
    node.ledger.turned(
        new Findings(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Trouble(List.of(), List.of(new GivenUp(message.id(), BOB, LAST, 1)))));
  }
}
