package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.messaging.MessageChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Finds changes whose mark stays, since the node that made them ended, or could not tell them. A
 * mark counts as left when it was there at the look before in the same version, which compares no
 * clocks. Each look costs four reads when there is nothing; telling too often is harmless.
 */
@ApplicationScoped
class UntoldChanges {
  private static final int AT_ONCE = 500;

  /** Looks in a row, so that a store that takes no marks off does not keep this busy. */
  private static final int MOST_LOOKS = 200;

  private final ChangeBuffer buffer;
  private final MessageChanges messages;
  private final ConversationChanges conversations;
  private final MessageChangeTelling ofMessages;
  private final ReadTelling ofReads;
  private final ConversationTelling ofConversations;
  private Set<Object> seen = new HashSet<>();

  @Inject
  UntoldChanges(
      ChangeBuffer buffer,
      MessageChanges messages,
      ConversationChanges conversations,
      MessageChangeTelling ofMessages,
      ReadTelling ofReads,
      ConversationTelling ofConversations) {
    this.buffer = buffer;
    this.messages = messages;
    this.conversations = conversations;
    this.ofMessages = ofMessages;
    this.ofReads = ofReads;
    this.ofConversations = ofConversations;
  }

  /** Looks once, and tells what was left; when this node left some, all that is marked. */
  synchronized void run() {
    boolean all = buffer.hasLeftSome();
    Set<Object> now = new HashSet<>();
    try {
      look(conversations::untoldCreations, ofConversations::tellCreated, all, now);
      look(messages::untold, ofMessages::tell, all, now);
      look(messages::untoldReads, ofReads::tell, all, now);
      look(conversations::untoldSettings, ofConversations::tellSettings, all, now);
    } catch (RuntimeException e) {
      if (all) {
        buffer.leave();
      }
      throw e;
    }
    seen = now;
  }

  private <T> void look(
      IntFunction<List<T>> find, Consumer<List<T>> tell, boolean all, Set<Object> now) {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      List<T> marked = find.apply(AT_ONCE);
      List<T> left = marked.stream().filter(mark -> all || seen.contains(mark)).toList();
      if (!left.isEmpty()) {
        tell.accept(left);
      }
      now.addAll(marked);
      if (left.isEmpty() || marked.size() < AT_ONCE) {
        return;
      }
    }
  }
}
