package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;

/** Tells the nodes of users something that no inbox keeps. What nobody hears is lost. */
public interface Whispers {

  /** Tells whoever listens to these users, in one round trip per server. */
  void send(Collection<UserId> users, String payload);

  /** Whether others may be told again that the user writes; true at most every two seconds. */
  boolean mayTellTyping(UserId user, ConversationId conversation);
}
