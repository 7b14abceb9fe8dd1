package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.List;

/** The marks that changes leave in their own documents until they are told. */
public interface ChangeMarks {

  /** Marked messages, in no particular order. */
  List<Untold> messages(int limit);

  /** Those of the messages that are marked. */
  List<Untold> messages(Collection<MessageId> ids);

  /** Takes the marks off messages that still have the same revision. */
  void clearMessages(Collection<Untold> told);

  /** Marked stretches of reading, in no particular order. */
  List<UntoldRead> reads(int limit);

  /** Takes the marks off stretches that still have the same version. */
  void clearReads(Collection<UntoldRead> told);
}
