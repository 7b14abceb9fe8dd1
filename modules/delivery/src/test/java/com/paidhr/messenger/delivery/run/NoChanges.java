package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores in which nothing changes but what delivery itself settles. */
final class NoChanges implements MessageChanges, ConversationChanges {
  @Override
  public List<Untold> untold(int limit) {
    return List.of();
  }

  @Override
  public List<Untold> untold(Collection<MessageId> messages) {
    return List.of();
  }

  @Override
  public void told(Collection<Untold> changes) {}

  @Override
  public List<UntoldRead> untoldReads(int limit) {
    return List.of();
  }

  @Override
  public void toldReads(Collection<UntoldRead> reads) {}

  @Override
  public Map<UserId, Long> readThrough(ConversationId conversation, Collection<UserId> users) {
    return Map.of();
  }

  @Override
  public Set<UserId> sharingReads(ConversationId conversation, Collection<UserId> users) {
    return Set.of();
  }

  @Override
  public Map<MessageId, SystemFacts> systemFacts(Collection<MessageId> messages) {
    return Map.of();
  }

  @Override
  public List<ConversationId> untoldCreations(int limit) {
    return List.of();
  }

  @Override
  public void toldCreations(Collection<ConversationId> conversations) {}

  @Override
  public List<UntoldSettings> untoldSettings(int limit) {
    return List.of();
  }

  @Override
  public List<UntoldSettings> untoldSettings(Collection<Membership> members) {
    return List.of();
  }

  @Override
  public void toldSettings(Collection<UntoldSettings> settings) {}
}
