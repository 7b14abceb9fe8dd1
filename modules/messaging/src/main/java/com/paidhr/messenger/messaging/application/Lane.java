package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one conversation that wait on this node. At any time at most one of their threads
 * leads: the first that comes, then, as long as somebody waits, the one that has waited longest.
 * Leadership is handed only to a thread that waits for it, so nobody is left behind.
 */
final class Lane {
  static final int MAX_WAITING = 2_000;

  /** Bytes of bodies that one insert takes, more only of a single message. */
  private static final long MAX_BYTES = 1 << 20;

  private static final int MAX_WRITERS = 500;

  private final Queue<Ticket> waiting = new ArrayDeque<>();
  private boolean led;

  /** What only the leader touches; {@link #waiting}'s monitor hands it from one to the next. */
  private @Nullable Tail tail;

  private long hint;

  /**
   * Who may write, asked for after {@link #tail} was known; good as long as this lane's inserts go
   * right behind one another and none of them is a SYSTEM message. Every change of who may write is
   * one, so nobody made such a change before the place of the next insert. Blocks of private
   * conversations are none: those come with a doubt on this node, and count on others when what is
   * known here has grown old.
   */
  private final Set<UserId> writers = new HashSet<>();

  private Instant writersGoodUntil = Instant.MAX;
  private volatile boolean doubted;

  /**
   * Queues the draft. Its thread must then call {@link Ticket#awaitLead}.
   *
   * @throws DomainException with status 503 when too many wait
   */
  Ticket join(Draft draft) {
    Ticket ticket = new Ticket(draft);
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING) {
        throw DomainException.unavailable(
            "Too many messages wait for this conversation", Duration.ofSeconds(1), null);
      }
      waiting.add(ticket);
      if (!led) {
        led = true;
        ticket.lead();
      }
    }
    return ticket;
  }

  /**
   * The longest waiting, at most {@code max} and at most as many as one insert may take bytes; the
   * leader itself is the first of them.
   */
  List<Ticket> take(int max) {
    synchronized (waiting) {
      List<Ticket> taken = new ArrayList<>();
      long bytes = 0;
      while (taken.size() < max && !waiting.isEmpty()) {
        bytes += sizeOf(waiting.element());
        if (bytes > MAX_BYTES && !taken.isEmpty()) {
          break;
        }
        taken.add(waiting.remove());
      }
      return taken;
    }
  }

  private static long sizeOf(Ticket ticket) {
    String body = ticket.draft().body();
    return body == null ? 0 : 2L * body.length();
  }

  /** All who wait. */
  List<Ticket> takeAll() {
    synchronized (waiting) {
      List<Ticket> taken = List.copyOf(waiting);
      waiting.clear();
      return taken;
    }
  }

  /** Ends leadership and hands it to the one who has waited longest. */
  void passOn() {
    synchronized (waiting) {
      Ticket next = waiting.peek();
      if (next == null) {
        led = false;
      } else {
        next.lead();
      }
    }
  }

  /** The tail as remembered, or as read now, from a seq that probably exists. */
  Tail tail(LongFunction<Tail> read) {
    Tail known = tail;
    if (known == null) {
      known = read.apply(hint);
      remember(known);
    }
    return known;
  }

  void remember(Tail newTail) {
    tail = newTail;
    hint = newTail.seq();
  }

  /** The tail must be read again before the next insert, and after that who may write. */
  void forgetTail() {
    tail = null;
    forgetWriters();
  }

  /** Whoever is known to write may not any more; anybody may say so. */
  void doubtWriters() {
    doubted = true;
  }

  /** Forgets who may write where that was doubted since it was asked, or is too old. */
  void forgetDoubted(Instant now) {
    if (doubted || !now.isBefore(writersGoodUntil)) {
      doubted = false;
      forgetWriters();
    }
  }

  boolean mayWrite(UserId sender) {
    return writers.contains(sender);
  }

  /** These may write, as asked for after the tail was known, and until then at most. */
  void remember(Set<UserId> allowed, Instant goodUntil) {
    if (writers.size() + allowed.size() > MAX_WRITERS) {
      forgetWriters();
    }
    writers.addAll(allowed);
    if (goodUntil.isBefore(writersGoodUntil)) {
      writersGoodUntil = goodUntil;
    }
  }

  /** The conversation may have changed. */
  void forgetWriters() {
    writers.clear();
    writersGoodUntil = Instant.MAX;
  }

  Optional<Tail> known() {
    return Optional.ofNullable(tail);
  }
}
