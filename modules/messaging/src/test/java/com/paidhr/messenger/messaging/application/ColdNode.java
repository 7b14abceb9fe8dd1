package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.MessageLog;

/** A node that has just started and has met no conversation. */
public final class ColdNode {
  private ColdNode() {}

  /** Pages of history; what it knows of the ends of logs are the kept bounds. */
  public static ReadHistory history(
      MessageLog log, LogEndStore bounds, Conversations conversations) {
    return new ReadHistory(log, new LogEnds(bounds), new KnownMessages(), conversations);
  }
}
