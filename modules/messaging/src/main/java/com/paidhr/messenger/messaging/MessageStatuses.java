package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;

/** Where delivery records what became of messages. */
public interface MessageStatuses {

  /**
   * Applies the changes in one round trip. A status only moves forward: SENT to DELIVERED or
   * FAILED, FAILED to DELIVERED; a change that would move it back does nothing. Applying a change
   * again does nothing. The changes are not marked as untold: who applies them tells the senders,
   * and does both again if either fails.
   *
   * @throws com.mongodb.MongoException when the store does not answer; some of the changes may have
   *     been applied then, and applying all again is safe
   */
  void apply(Collection<StatusChange> changes);

  /** The same for one who does not come again: the changes are marked as untold. */
  void applyUntold(Collection<StatusChange> changes);

  /**
   * Lets {@link Messages#undelivered} name a FAILED message again, since it is brought to everyone
   * once more. Its status stays until the next change.
   */
  void reopen(MessageId message);
}
