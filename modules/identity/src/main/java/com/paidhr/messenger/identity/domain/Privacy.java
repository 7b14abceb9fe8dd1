package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.identity.AddedBy;

/**
 * What a user keeps from others.
 *
 * @param hidesReceipts whether nobody is told what the user has read, and the user of nobody
 * @param hidesPresence whether nobody is told whether the user is there
 * @param addedBy who may put the user into a conversation
 */
public record Privacy(boolean hidesReceipts, boolean hidesPresence, AddedBy addedBy) {
  /** Of one who keeps nothing from others. */
  public static final Privacy OPEN = new Privacy(false, false, AddedBy.ANYBODY);
}
