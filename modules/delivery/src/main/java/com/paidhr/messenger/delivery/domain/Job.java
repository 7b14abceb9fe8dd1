package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Trace;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits in the queue. Ids only, never content: what a job means is looked up when it
 * runs, so a job that runs late or twice does no harm.
 */
public sealed interface Job {

  /** Jobs of one conversation share a partition and keep their order in it. */
  ConversationId conversation();

  /** The job as one line of text, the form in which queues keep it. */
  String text();

  /**
   * Bring a message to everyone it is addressed to.
   *
   * @param message the message
   * @param sender who wrote it, and so is no recipient
   * @param acceptedAt when it was stored
   * @param system whether it is a SYSTEM message, whose report is told as well
   * @param trace the request that it was sent by, where that is known; it makes no difference
   */
  record Fanout(
      MessageId message, UserId sender, Instant acceptedAt, boolean system, @Nullable Trace trace)
      implements Job {

    /** The job of a stored message. */
    public static Fanout of(MessageSummary message) {
      return new Fanout(
          message.id(),
          message.sender(),
          message.createdAt(),
          message.kind() == MessageKind.SYSTEM,
          null);
    }

    /** A message that a user wrote. */
    public Fanout(MessageId message, UserId sender, Instant acceptedAt) {
      this(message, sender, acceptedAt, false, null);
    }

    /** A job that was queued again has no trace any more, and is the same job. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fanout job
          && message.equals(job.message)
          && sender.equals(job.sender)
          && acceptedAt.equals(job.acceptedAt)
          && system == job.system;
    }

    @Override
    public int hashCode() {
      return message.hashCode();
    }

    @Override
    public ConversationId conversation() {
      return message.conversation();
    }

    @Override
    public String text() {
      String kind = system ? "S|" : "F|";
      String plain = kind + message + "|" + sender + "|" + acceptedAt.toEpochMilli();
      return trace == null ? plain : plain + "|" + trace.text();
    }
  }

  /**
   * Go on with the lane of one recipient that was held.
   *
   * @param conversation the conversation
   * @param recipient the recipient who waited
   */
  record Lane(ConversationId conversation, UserId recipient) implements Job {
    @Override
    public String text() {
      return "L|" + conversation + "|" + recipient;
    }
  }

  /**
   * Bring a message to a recipient whose lane has passed it: the replay of a dead letter.
   *
   * @param message the message
   * @param recipient the recipient who missed it, or null when nobody is known to have been reached
   * @param attempt the attempt that comes next, counted on from those that failed before
   * @param first the first attempt of this replay
   */
  record Replay(MessageId message, @Nullable UserId recipient, int attempt, int first)
      implements Job {

    /** The first attempt of a dead letter's replay. */
    public static Replay of(DeadLetter letter) {
      int next = letter.nextAttempt();
      return new Replay(letter.message(), letter.recipient(), next, next);
    }

    /** The attempt that comes next in a replay of which some attempts were noted already. */
    public static Replay of(DeadLetter letter, int attempts) {
      Replay first = of(letter);
      int next = Math.max(first.attempt(), attempts + 1);
      return new Replay(first.message(), first.recipient(), next, first.first());
    }

    /** The dead letter that is replayed. */
    public String letter() {
      return DeadLetter.idOf(message, recipient);
    }

    /** How many attempts of this replay there are with this one. */
    public int count() {
      return attempt - first + 1;
    }

    /** The attempt that follows. */
    public Replay next() {
      return new Replay(message, recipient, attempt + 1, first);
    }

    @Override
    public ConversationId conversation() {
      return message.conversation();
    }

    @Override
    public String text() {
      String user = recipient == null ? "" : recipient.value();
      return "R|" + message + "|" + user + "|" + attempt + "|" + first;
    }
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException when it is nothing of the kind
   */
  static Job parse(String text) {
    String[] part = text.split("\\|", -1);
    return switch (part[0] + part.length) {
      case "F4", "S4", "F5", "S5" ->
          new Fanout(
              MessageId.fromString(part[1]),
              new UserId(part[2]),
              Instant.ofEpochMilli(Long.parseLong(part[3])),
              part[0].equals("S"),
              part.length == 5 ? Trace.parse(part[4]) : null);
      case "L3" -> new Lane(new ConversationId(part[1]), new UserId(part[2]));
      case "R5" ->
          new Replay(
              MessageId.fromString(part[1]),
              part[2].isEmpty() ? null : new UserId(part[2]),
              Integer.parseInt(part[3]),
              Integer.parseInt(part[4]));
      default -> throw new IllegalArgumentException("Not a job: " + text);
    };
  }
}
