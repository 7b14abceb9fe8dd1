package com.paidhr.messenger.delivery.watch;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.delivery.ReceivedMessages;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.ReceivedTimes;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes what clients say that they have received. */
@ApplicationScoped
class Acknowledgements implements ReceivedMessages {
  private final Conversations conversations;
  private final Messages messages;
  private final ReceivedTimes times;
  private final Clock clock;
  private final int detailLimit;

  @Inject
  Acknowledgements(
      Conversations conversations,
      Messages messages,
      ReceivedTimes times,
      DeliverySettings settings,
      Clock clock) {
    this.conversations = conversations;
    this.messages = messages;
    this.times = times;
    this.clock = clock;
    this.detailLimit = settings.detailLimit();
  }

  @Override
  public void acknowledge(UserId user, Collection<MessageId> received) {
    if (received.size() > MOST) {
      throw new IllegalArgumentException("At most " + MOST + " messages at once");
    }
    Set<ConversationId> rooms =
        received.stream().map(MessageId::conversation).collect(Collectors.toSet());
    Map<ConversationId, Access> access = new HashMap<>(conversations.accessOf(user, rooms));
    access.keySet().removeIf(this::isLarge);
    List<MessageId> seen = received.stream().filter(id -> sees(access, id)).distinct().toList();
    if (!seen.isEmpty()) {
      Map<MessageId, MessageSummary> stored = messages.findAll(seen);
      List<MessageId> theirs =
          seen.stream().filter(id -> isOfAnother(stored.get(id), user)).toList();
      times.note(user, theirs, clock.instant());
    }
  }

  private boolean isLarge(ConversationId conversation) {
    return conversations
            .audienceOf(conversation, Visibility.OPEN)
            .after(null, detailLimit + 1)
            .size()
        > detailLimit;
  }

  private static boolean sees(Map<ConversationId, Access> access, MessageId id) {
    Access known = access.get(id.conversation());
    return known != null && known.isMember() && known.visibility().sees(id.seq());
  }

  private static boolean isOfAnother(@Nullable MessageSummary message, UserId user) {
    return message != null && !message.sender().equals(user);
  }
}
