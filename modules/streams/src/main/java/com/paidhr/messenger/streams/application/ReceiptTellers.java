package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who wants no receipts, among those whom read marks are about or told to. */
@ApplicationScoped
public class ReceiptTellers {
  private final UserDirectory users;

  @Inject
  ReceiptTellers(UserDirectory users) {
    this.users = users;
  }

  /** One question to the store, none where nobody has read anything. */
  Set<UserId> hiding(Map<UserId, Answer.Entries> read) {
    Set<UserId> concerned = new HashSet<>();
    read.forEach((user, answer) -> {
      for (InboxEntry entry : answer.entries()) {
        if (entry.type() == InboxEntry.Type.READ) {
          concerned.add(user);
          entry.readings().forEach(reading -> concerned.add(reading.who()));
        }
      }
    });
    return concerned.isEmpty() ? Set.of() : users.hidingReceipts(concerned);
  }
}
