package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.ChangeMarks;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is not told yet, and to whom it may be told. */
@ApplicationScoped
class StoredChanges implements MessageChanges {
  private final ChangeMarks marks;
  private final MessageLog log;
  private final KnownReceipts receipts;
  private final Conversations conversations;
  private final UserDirectory users;

  @Inject
  StoredChanges(
      ChangeMarks marks,
      MessageLog log,
      KnownReceipts receipts,
      Conversations conversations,
      UserDirectory users) {
    this.marks = marks;
    this.log = log;
    this.receipts = receipts;
    this.conversations = conversations;
    this.users = users;
  }

  @Override
  public List<Untold> untold(int limit) {
    return marks.messages(limit);
  }

  @Override
  public List<Untold> untold(Collection<MessageId> messages) {
    return messages.isEmpty() ? List.of() : marks.messages(messages);
  }

  @Override
  public void told(Collection<Untold> changes) {
    if (!changes.isEmpty()) {
      marks.clearMessages(changes);
    }
  }

  @Override
  public List<UntoldRead> untoldReads(int limit) {
    return marks.reads(limit);
  }

  @Override
  public void toldReads(Collection<UntoldRead> reads) {
    if (!reads.isEmpty()) {
      marks.clearReads(reads);
    }
  }

  @Override
  public Map<UserId, Long> readThrough(ConversationId conversation, Collection<UserId> readers) {
    Map<UserId, Long> through = new HashMap<>();
    receipts
        .readThrough(readers.stream().map(user -> new Reader(conversation, user)).toList())
        .forEach((reader, seq) -> through.put(reader.user(), seq));
    return through;
  }

  @Override
  public Set<UserId> sharingReads(ConversationId conversation, Collection<UserId> asked) {
    Set<UserId> sharing = new HashSet<>();
    for (Access access : conversations.accessOf(asked, conversation).values()) {
      if (access.isMember() && access.receipts() == ReceiptsMode.FULL) {
        sharing.add(access.user());
      }
    }
    if (!sharing.isEmpty()) {
      sharing.removeAll(users.hidingReceipts(Set.copyOf(sharing)));
    }
    return sharing;
  }

  @Override
  public Map<MessageId, SystemFacts> systemFacts(Collection<MessageId> messages) {
    Map<MessageId, SystemFacts> facts = new HashMap<>();
    for (Message message : log.findAll(messages)) {
      SystemFacts system = message.system();
      if (system != null) {
        facts.put(message.id(), system);
      }
    }
    return facts;
  }
}
