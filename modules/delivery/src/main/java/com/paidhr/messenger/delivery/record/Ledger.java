package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who has got what: the one place where delivery records, dead letters and messages' statuses are
 * written, and so the one that knows in which order: letter, outcome, lane, the letter's removal,
 * sums. Whoever stops in between leaves the job, and doing it again repairs what is missing. Only a
 * replay's letter goes after the sums, since its job does nothing without it.
 */
@ApplicationScoped
public class Ledger {
  private final DeliveryRecords records;
  private final PassedMessages passedMessages;
  private final OvertakenLanes overtaken;
  private final GivingUp givingUp;
  private final Reads reads;
  private final ReplayOutcomes replays;
  private final Sums sums;

  @Inject
  Ledger(
      DeliveryRecords records,
      PassedMessages passedMessages,
      OvertakenLanes overtaken,
      GivingUp givingUp,
      Reads reads,
      ReplayOutcomes replays,
      Sums sums) {
    this.records = records;
    this.passedMessages = passedMessages;
    this.overtaken = overtaken;
    this.givingUp = givingUp;
    this.reads = reads;
    this.replays = replays;
    this.sums = sums;
  }

  /**
   * First passes that are recorded.
   *
   * @param known the messages that had one already
   * @param corrected the messages of which more is recorded than their first pass says
   */
  public record Begun(Set<MessageId> known, Set<MessageId> corrected) {}

  /**
   * Ids of the dead letters of messages that lanes had passed before this round and that nothing is
   * recorded of.
   *
   * @param messages of this round, by seq
   * @param moved what became of the lanes in this round
   */
  public Set<String> givenUpBefore(
      NavigableMap<Long, Job.Fanout> messages, Map<UserId, Appended> moved) {
    return overtaken.givenUpBefore(messages, moved);
  }

  /**
   * Workers brought messages to everyone for the first time. What lanes have passed meanwhile is
   * recorded as well; sums follow with {@link #sumFirstPasses}.
   *
   * @param since the members now, each with the first message addressed to them
   */
  public Begun firstPasses(Collection<FirstPass> passes, Map<UserId, Long> since) {
    Set<MessageId> known = records.begin(passes);
    Set<MessageId> corrected = new HashSet<>(known);
    corrected.addAll(overtaken.settle(passes, known, since));
    return new Begun(known, corrected);
  }

  /** Notes the trouble of first passes, sums them up, and tells the senders. */
  public void sumFirstPasses(List<FirstPass> passes, Begun begun, Findings.Trouble trouble) {
    note(trouble);
    Set<MessageId> recounted = new HashSet<>(begun.corrected());
    recounted.addAll(trouble.lost());
    Map<MessageId, Tally> tallies = new LinkedHashMap<>();
    for (FirstPass pass : passes) {
      if (!recounted.contains(pass.message())) {
        tallies.put(pass.message(), new Tally(pass.recipients(), pass.waiting().size(), 0));
      }
    }
    sums.apply(
        tallies,
        passes.stream()
            .collect(Collectors.toMap(FirstPass::message, FirstPass::sender, (one, same) -> one)));
    sums.recount(recounted);
  }

  /** Held lanes had their turn. */
  public void turned(Findings found) {
    passedMessages.record(found.passed());
    List<Outcome> outcomes = new ArrayList<>(found.withdrawn());
    outcomes.addAll(found.arrived());
    records.record(outcomes);
    passedMessages.retract(found.doubted());
    note(found.trouble());
    sums.recount(found.messages());
  }

  /** Notes failed attempts and gives up what is spent. What was read meanwhile has arrived. */
  private void note(Findings.Trouble trouble) {
    givingUp.note(trouble.failed());
    givingUp.giveUp(trouble.gaveUp());
    reads.settle(trouble);
  }

  /**
   * A replay brought its message; the dead letter goes last, so that the job finds it till then.
   */
  public void replayArrived(DeadLetter letter, UserId user, AttemptRecord attempt, boolean told) {
    replays.arrived(letter, user, attempt, told);
    replayEnded(letter);
  }

  /** A replay has nobody to bring its message to any more. */
  public void replayWithdrawn(DeadLetter letter, UserId user) {
    records.record(List.of(new Outcome.Withdrawn(letter.message(), user)));
    replayEnded(letter);
  }

  /** A replay's message is recorded as delivered: sums, then the letter's removal. */
  public void replayEnded(DeadLetter letter) {
    sums.recount(Set.of(letter.message()));
    replays.remove(letter);
  }

  /** An attempt of a replay failed, and another will follow. */
  public void replayFailed(DeadLetter letter, AttemptRecord attempt) {
    replays.failed(letter, attempt);
  }

  /**
   * The last attempt of a replay failed: the dead letter tells of all and may be replayed again.
   */
  public void replayGaveUp(DeadLetter letter, AttemptRecord last) {
    replays.gaveUp(letter, GivingUp.cause(last), last);
  }

  /** A replay whose job always fails. */
  public void replayBuried(DeadLetter letter, String cause, AttemptRecord last) {
    replays.gaveUp(letter, cause, last);
  }

  /** A message is to be brought to everyone again; its letter goes when it is queued. */
  public void reopened(MessageId message) {
    sums.reopen(message);
  }

  /** The letter of a message that is queued for everyone again, or is gone. */
  public void requeued(DeadLetter letter) {
    replays.remove(letter);
  }

  /** Nobody wants the letters any more; their messages stay FAILED. */
  public void discarded(List<DeadLetter> letters) {
    replays.remove(letters);
  }

  /**
   * A first pass whose job always fails.
   *
   * @param sender of the message, if it is there; asked when the letter is written
   */
  public void firstPassBuried(
      MessageId message, Supplier<Optional<UserId>> sender, String cause, AttemptRecord last) {
    givingUp.bury(message, cause, last);
    sender.get().ifPresent(user -> sums.fail(message, user));
  }

  /** A lane whose job always fails gives up the message that it waits with. */
  public void laneBuried(Job.Lane lane, MessageId message, String cause, AttemptRecord last) {
    givingUp.bury(lane, message, cause, last);
    sums.recount(Set.of(message));
  }
}
