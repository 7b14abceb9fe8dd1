package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.SystemEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decided change of a conversation. It is decided by being stored in the conversation's document,
 * one at a time; whoever meets it there may finish it: append it to the log, write the membership,
 * remove it from the document. Each of these steps may be repeated without harm.
 *
 * @param number counts the conversation's changes; founding is number 1
 * @param kind what changes
 * @param actor who decided it
 * @param target whose membership changes; null for changes of the conversation itself
 * @param role the target's role afterwards, null when they leave
 * @param at when it was decided
 * @param facts what changed, for the log and the audit trail
 */
public record Change(
    long number,
    Kind kind,
    UserId actor,
    @Nullable UserId target,
    @Nullable MemberRole role,
    Instant at,
    Map<String, String> facts) {

  /** The fact that says until when somebody is silenced. */
  public static final String UNTIL = "until";

  /** The kinds of change. */
  public enum Kind {
    JOIN("member.joined"),
    ADD("member.added"),
    LEAVE("member.left"),
    KICK("member.kicked"),
    ROLE("member.role"),
    SILENCE("member.silenced"),
    UNSILENCE("member.unsilenced"),
    EDIT("conversation.updated"),
    ARCHIVE("conversation.archived"),
    RESTORE("conversation.restored");

    private final String event;

    Kind(String event) {
      this.event = event;
    }

    /** The name that the log and the audit trail use. */
    public String event() {
      return event;
    }

    /** Whether the target becomes a member. */
    public boolean enters() {
      return this == JOIN || this == ADD;
    }

    /** Whether the target stops being a member. */
    public boolean exits() {
      return this == LEAVE || this == KICK;
    }
  }

  /** Keeps its own copy of the facts. */
  public Change {
    facts = Map.copyOf(facts);
  }

  /** The key of the SYSTEM message that tells it. */
  public String key() {
    return "change." + number;
  }

  /** Whether it concerns the membership of this user. */
  public boolean concerns(UserId user) {
    return user.equals(target);
  }

  /** The SYSTEM message that tells it. */
  public SystemEvent event() {
    Map<String, String> told = new HashMap<>(facts);
    if (target != null) {
      told.put("userId", target.value());
    }
    if (role != null) {
      told.put("role", role.name());
    }
    return new SystemEvent(key(), actor, kind.event(), told);
  }
}
