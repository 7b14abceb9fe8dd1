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

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ReceiptTellers() {
    this.users = null;
  }

  /** One question to the store, none where nobody has read anything. */
  Set<UserId> hiding(Map<UserId, Answer.Entries> read) {
    Set<UserId> concerned = new HashSet<>();
    read.forEach((user, answer) -> {
      for (InboxEntry entry : answer.entries()) {
        UserId who = entry.who();
        if (entry.type() == InboxEntry.Type.READ && who != null && !who.equals(user)) {
          concerned.add(who);
          concerned.add(user);
        }
      }
    });
    return concerned.isEmpty() ? Set.of() : users.hidingReceipts(concerned);
  }
}
