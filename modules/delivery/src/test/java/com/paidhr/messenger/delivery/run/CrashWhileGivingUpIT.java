package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker dies while it gives a message up, after any of its writes, and another has the lane's
 * turn again: then either the inbox has the message or a dead letter tells of it, never both.
 */
class CrashWhileGivingUpIT extends LoneNode {
  private static final Job.Lane LANE = new Job.Lane(ROOM, BOB);
  private static final int LAST = Node.SHORT.maxAttempts();

  private MessageSummary message;

  /** The writes of giving up, in their order; the last one that was made. */
  private enum Write {
    NONE,
    LETTER,
    OUTCOME,
    LANE
  }

  @BeforeEach
  void theLastAttemptComesNext() {
    conversations.join(ROOM, BOB, 1);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 1L, null));
    message = messages.accept(ROOM, ANN);
    run(new Job.Fanout(message.id(), ANN, message.createdAt()));
    long seq = message.id().seq();
    node.held.hold(List.of(new Hold(LANE, seq, LAST, seq, Duration.ZERO, Duration.ofMillis(1))));
  }

  private void run(Job job) {
    node.queue.publish(List.of(job));
    node.runner.run(node.queue.take(node.queue.partitionOf(ROOM), 10, Duration.ZERO));
  }

  private void bobCanBeReached() {
    node.profiles.remove(NetworkScope.of(BOB));
    node.network.changed();
  }

  private void dieAfter(Write last) {
    AttemptRecord lost = new AttemptRecord(LAST, Instant.now(), "dead", "LOST", 0, "lost", true);
    if (last.compareTo(Write.LETTER) >= 0) {
      node.letters.put(
          List.of(
              new DeadLetter(
                  DeadLetter.idOf(message.id(), BOB),
                  message.id(),
                  BOB,
                  "network.lost",
                  "lost",
                  true,
                  List.of(lost),
                  lost.at(),
                  false)));
    }
    if (last.compareTo(Write.OUTCOME) >= 0) {
      node.records.record(List.of(new Outcome.Failed(message.id(), BOB, lost)));
    }
    if (last.compareTo(Write.LANE) >= 0) {
      assertThat(node.inboxes.skip(LANE, 1, message.id())).isTrue();
    }
  }

  private void expectDelivered() {
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(message.id().seq());
    expect(State.DELIVERED, MessageStatus.DELIVERED, 0);
  }

  private void expectFailed() {
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).isEmpty();
    expect(State.FAILED, MessageStatus.FAILED, 1);
  }

  private void expect(State state, MessageStatus status, int letters) {
    assertThat(node.records.find(message.id()).flatMap(record -> record.of(BOB)))
        .hasValueSatisfying(bob -> assertThat(bob.state()).isEqualTo(state));
    assertThat(messages.get(message.id()).status()).isEqualTo(status);
    assertThat(node.letters.count(new Filter(null, null))).isEqualTo(letters);
    assertThat(node.inboxes.cursors(List.of(LANE))).containsEntry(LANE, message.id().seq());
    assertThat(node.held.in(ROOM)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isRepeatedWhileTheRecipientIsOutOfReach(Write last) {
    dieAfter(last);

    run(LANE);

    expectFailed();
  }

  @ParameterizedTest
  @EnumSource
  void endsWithWhatTheInboxHasWhereTheRecipientIsInReachAgain(Write last) {
    dieAfter(last);
    bobCanBeReached();

    run(LANE);

    if (last == Write.LANE) {
      expectFailed();
    } else {
      expectDelivered();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LETTER", "OUTCOME"})
  void endsDeliveredWhereAThirdWorkerDeliveredItAndDiedToo(Write last) {
    dieAfter(last);
    node.inboxes.append(List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, message.id().seq())));

    run(LANE);

    expectDelivered();
  }

  /** The worker met the message with a later one, before the message had its first pass. */
  @Test
  void endsFailedWhereItsOutcomeFoundNoRecordYet() {
    AttemptRecord lost = new AttemptRecord(LAST, Instant.now(), "dead", "LOST", 0, "lost", true);
    dieAfter(Write.LETTER);
    node.inboxes.skip(LANE, 1, message.id());
    bobCanBeReached();

    run(LANE);

    expectFailed();
    assertThat(node.records.find(message.id()).orElseThrow().of(BOB).orElseThrow().history())
        .last()
        .returns(lost.number(), AttemptRecord::number)
        .returns("LOST", AttemptRecord::outcome);
  }
}
