package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.UserId;
import java.util.Map;

/**
 * A change of a conversation that becomes a SYSTEM message in its log.
 *
 * @param key unique within the conversation; appending twice under one key appends once
 * @param actor who made the change; the message's sender
 * @param kind {@code member.joined}, {@code member.added}, {@code member.left}, {@code
 *     member.kicked}, {@code member.role}, {@code member.silenced}, {@code member.unsilenced},
 *     {@code conversation.updated}, {@code conversation.archived} or {@code conversation.restored}
 * @param facts what changed, for instance {@code userId}, {@code role} or {@code name}
 */
public record SystemEvent(String key, UserId actor, String kind, Map<String, String> facts) {

  /** Keeps its own copy of the facts. */
  public SystemEvent {
    facts = Map.copyOf(facts);
  }
}
