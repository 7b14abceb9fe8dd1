package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.messaging.Messages.Reads;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a reader is told of who read what: as much as the conversation's mode says, and nothing of
 * users who have turned receipts off. These, and readers of a channel who are not members, are told
 * nothing but of themselves. Everybody who shows receipts asks here.
 */
@ApplicationScoped
class ShownReceipts {
  private final ReceiptStore receipts;
  private final UserDirectory users;

  @Inject
  ShownReceipts(ReceiptStore receipts, UserDirectory users) {
    this.receipts = receipts;
    this.users = users;
  }

  /** Those of the users whose reading, with its times, the reader is told. */
  Set<UserId> namedTo(Access reader, Collection<UserId> asked) {
    Set<UserId> named = new HashSet<>(asked);
    if (!reader.isMember() || reader.receipts() != ReceiptsMode.FULL) {
      named.retainAll(Set.of(reader.user()));
      return named;
    }
    Set<UserId> concerned = new HashSet<>(asked);
    concerned.add(reader.user());
    Set<UserId> hiding = users.hidingReceipts(concerned);
    if (hiding.contains(reader.user())) {
      named.retainAll(Set.of(reader.user()));
    } else {
      named.removeAll(hiding);
    }
    return named;
  }

  Map<UserId, Instant> readTimes(Access reader, MessageId id, Collection<UserId> asked) {
    Set<UserId> named = namedTo(reader, asked);
    return named.isEmpty() ? Map.of() : receipts.readTimes(id, named);
  }

  /** When the users first read the message, without those who have turned receipts off. */
  Map<UserId, Instant> unhidden(MessageId id, Collection<UserId> asked) {
    Map<UserId, Instant> times = new HashMap<>(receipts.readTimes(id, asked));
    if (!times.isEmpty()) {
      times.keySet().removeAll(users.hidingReceipts(Set.copyOf(times.keySet())));
    }
    return times;
  }

  /** When the user first read the messages; nothing of one who has turned receipts off. */
  Map<MessageId, Instant> unhidden(UserId user, Collection<MessageId> ids) {
    Map<MessageId, Instant> times = receipts.readTimes(user, ids);
    return times.isEmpty() || users.hidingReceipts(Set.of(user)).contains(user) ? Map.of() : times;
  }

  /** The times of some, and how many but its sender have read the message, in two round trips. */
  Reads reads(Access reader, MessageId id, UserId sender, Collection<UserId> asked) {
    if (!reader.isMember() || reader.receipts() == ReceiptsMode.OFF) {
      return new Reads(readTimes(reader, id, asked), OptionalLong.empty());
    }
    Map<UserId, Instant> times = new HashMap<>(receipts.readTimes(id));
    Set<UserId> concerned = new HashSet<>(times.keySet());
    concerned.add(reader.user());
    Set<UserId> hiding = users.hidingReceipts(concerned);
    boolean isTold = !hiding.contains(reader.user());
    long others =
        times.keySet().stream()
            .filter(user -> !user.equals(sender) && !hiding.contains(user))
            .count();
    boolean namesAll = isTold && reader.receipts() == ReceiptsMode.FULL;
    times.keySet().retainAll(Set.copyOf(asked));
    times.keySet().removeIf(user -> namesAll ? hiding.contains(user) : !user.equals(reader.user()));
    return new Reads(times, isTold ? OptionalLong.of(others) : OptionalLong.empty());
  }
}
