package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.domain.AuditNotes;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.Transition;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.audit.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Changes conversations one change at a time, also across nodes.
 *
 * <p>A change is decided on a settled conversation and stored in its document if nothing was
 * decided meanwhile: that one write is the moment from which it holds. Then it is finished:
 * appended to the log, which tells everybody, written to the membership and the audit trail, and
 * removed from the document. Every step may be repeated, so after a crash the next change, or the
 * recoverer, finishes it.
 */
@ApplicationScoped
public class Changes {
  private static final int ATTEMPTS = 200;
  private static final UserId NOBODY = new UserId("nobody");
  private static final long LONGEST_PAUSE = Duration.ofMillis(20).toNanos();

  /** One lock for many conversations; it only spares this node's requests useless attempts. */
  private final ReentrantLock[] locks =
      IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  private final ConversationStore conversations;
  private final MemberStore members;
  private final ConversationLog log;
  private final AuditLog audit;

  /** Says what a settled conversation becomes, or that nothing changes, or refuses. */
  @FunctionalInterface
  interface Decision {
    /**
     * The conversation with its change; empty when it already is as wanted.
     *
     * @throws DomainException when the change is not allowed
     */
    Optional<Conversation> on(Conversation settled);
  }

  /**
   * What came of it.
   *
   * @param conversation as it is now
   * @param changed whether anything was changed
   */
  record Outcome(Conversation conversation, boolean changed) {}

  @Inject
  Changes(
      ConversationStore conversations, MemberStore members, ConversationLog log, AuditLog audit) {
    this.conversations = conversations;
    this.members = members;
    this.log = log;
    this.audit = audit;
  }

  /**
   * Decides and finishes a change.
   *
   * @throws DomainException with status 404 for no conversation, with what the decision refuses,
   *     and with 503 when others change the conversation all the time
   */
  Outcome apply(ConversationId id, Decision decision) {
    ReentrantLock lock = locks[Math.floorMod(id.hashCode(), locks.length)];
    lock.lock();
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Conversation settled = settle(find(id));
        Optional<Conversation> next = decision.on(settled);
        if (next.isEmpty()) {
          return new Outcome(settled, false);
        }
        if (conversations.replace(next.get(), settled.version())) {
          return new Outcome(settle(next.get(), null), true);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
      }
    } finally {
      lock.unlock();
    }
    throw DomainException.unavailable(
        "The conversation is being changed by many others", Duration.ofSeconds(1), null);
  }

  private Conversation find(ConversationId id) {
    return conversations
        .find(id)
        .orElseThrow(() -> {
          // One question more, as where a stranger's membership is asked: the time tells nothing.
          Optional<Member> _ = members.find(id, NOBODY);
          return DomainException.notFound("conversation", id);
        });
  }

  /** Finishes the change of somebody else if the conversation has an unfinished one. */
  Conversation settle(Conversation conversation) {
    return settle(conversation, Origin.UNKNOWN);
  }

  /**
   * @param origin where the change was asked for; null for the request that is served
   */
  private Conversation settle(Conversation conversation, @Nullable Origin origin) {
    Change change = conversation.change();
    if (change == null) {
      return conversation;
    }
    long seq = log.append(conversation.id(), change.event());
    UserId target = change.target();
    if (target != null) {
      writeMember(conversation, change, target, seq);
    }
    AuditEntry entry = AuditNotes.of(conversation, change);
    audit.note(origin == null ? entry : entry.from(origin));
    conversations.settle(conversation.id(), change.number());
    return conversation.settled();
  }

  private void writeMember(Conversation conversation, Change change, UserId target, long seq) {
    boolean written;
    do {
      Member stored = members.find(conversation.id(), target).orElse(null);
      Member next = Transition.apply(conversation, change, stored, OptionalLong.of(seq));
      written =
          next == null
              || next.equals(stored)
              || members.put(next, stored == null ? 0 : stored.epoch());
    } while (!written);
  }
}
