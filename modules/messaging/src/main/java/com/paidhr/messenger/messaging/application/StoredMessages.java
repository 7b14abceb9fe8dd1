package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.UndeliveredMessages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers the other modules' questions about messages. */
@ApplicationScoped
class StoredMessages implements Messages {
  private final MessageLog log;
  private final LogEnds ends;
  private final ShownReceipts receipts;
  private final UndeliveredMessages undelivered;
  private final Conversations conversations;

  @Inject
  StoredMessages(
      MessageLog log,
      LogEnds ends,
      ShownReceipts receipts,
      UndeliveredMessages undelivered,
      Conversations conversations) {
    this.log = log;
    this.ends = ends;
    this.receipts = receipts;
    this.undelivered = undelivered;
    this.conversations = conversations;
  }

  @Override
  public Optional<MessageSummary> find(MessageId id) {
    return log.brief(List.of(id)).stream().findFirst().map(found -> found.value().summary());
  }

  @Override
  public Map<MessageId, MessageSummary> findAll(Collection<MessageId> ids) {
    return log.brief(ids).stream()
        .map(found -> found.value().summary())
        .collect(Collectors.toMap(MessageSummary::id, Function.identity()));
  }

  @Override
  public List<MessageSummary> range(ConversationId conversation, long from, long to) {
    requireAtMost(to - from + 1);
    return log.stretch(conversation, Math.max(1, from), to).stream()
        .map(found -> found.value().summary())
        .toList();
  }

  @Override
  public long lastSeq(ConversationId conversation) {
    return log.tail(conversation, ends.hint(conversation)).seq();
  }

  @Override
  public Optional<MessageView> viewFor(UserId user, MessageId id) {
    return Optional.ofNullable(viewsFor(user, List.of(id)).get(id));
  }

  @Override
  public Map<MessageId, MessageView> viewsFor(UserId user, Collection<MessageId> ids) {
    requireAtMost(ids.size());
    Collection<Message> found = log.findAll(ids);
    Map<ConversationId, Access> access =
        conversations.accessOf(
            user, ids.stream().map(MessageId::conversation).collect(Collectors.toSet()));
    Map<MessageId, MessageView> views = new HashMap<>();
    for (Message message : found) {
      Access known = access.get(message.id().conversation());
      if (known != null && known.visibility().sees(message.seq())) {
        views.put(message.id(), Views.of(message, known.visibility()));
      }
    }
    return views;
  }

  @Override
  public Map<UserId, Map<MessageId, MessageView>> viewsFor(
      Map<UserId, ? extends Collection<MessageId>> asked) {
    Set<MessageId> ids =
        asked.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    requireAtMost(ids.size());
    Map<MessageId, Message> found =
        log.findAll(ids).stream().collect(Collectors.toMap(Message::id, Function.identity()));
    Map<UserId, Set<ConversationId>> rooms = new HashMap<>();
    asked.forEach((user, wanted) ->
        rooms.put(user, wanted.stream().map(MessageId::conversation).collect(Collectors.toSet())));
    Map<UserId, Map<ConversationId, Access>> access = conversations.accessOf(rooms);
    Map<UserId, Map<MessageId, MessageView>> views = new HashMap<>();
    asked.forEach((user, wanted) ->
        views.put(user, seen(wanted, found, access.getOrDefault(user, Map.of()))));
    return views;
  }

  private static Map<MessageId, MessageView> seen(
      Collection<MessageId> wanted,
      Map<MessageId, Message> found,
      Map<ConversationId, Access> access) {
    Map<MessageId, MessageView> views = new HashMap<>();
    for (MessageId id : wanted) {
      Message message = found.get(id);
      Access known = access.get(id.conversation());
      if (message != null && known != null && known.visibility().sees(message.seq())) {
        views.put(id, Views.of(message, known.visibility()));
      }
    }
    return views;
  }

  private static void requireAtMost(long size) {
    if (size > MAX_RANGE) {
      throw new IllegalArgumentException("At most " + MAX_RANGE + " messages, not " + size);
    }
  }

  @Override
  public Map<UserId, Instant> readTimes(Access reader, MessageId id, Collection<UserId> users) {
    return receipts.readTimes(reader, id, users);
  }

  @Override
  public Map<UserId, Instant> knownReads(MessageId id, Collection<UserId> users) {
    Map<UserId, Instant> reads = receipts.unhidden(id, users);
    if (!reads.isEmpty()) {
      Map<UserId, Access> access = conversations.accessOf(reads.keySet(), id.conversation());
      reads.keySet().removeIf(user -> isUntold(access.get(user)));
    }
    return reads;
  }

  @Override
  public Map<MessageId, Instant> knownReads(UserId user, Collection<MessageId> ids) {
    Map<MessageId, Instant> reads = receipts.unhidden(user, ids);
    boolean untold =
        reads.keySet().stream()
            .map(MessageId::conversation)
            .findFirst()
            .filter(room -> isUntold(conversations.accessOf(Set.of(user), room).get(user)))
            .isPresent();
    return untold ? Map.of() : reads;
  }

  private static boolean isUntold(@Nullable Access reader) {
    return reader == null || reader.receipts() != ReceiptsMode.FULL;
  }

  @Override
  public Reads reads(Access reader, MessageSummary message, Collection<UserId> users) {
    return receipts.reads(reader, message.id(), message.sender(), users);
  }

  @Override
  public List<MessageSummary> undelivered(
      Instant acceptedBefore, @Nullable MessageSummary after, int limit) {
    return undelivered.acceptedBefore(acceptedBefore, after, limit);
  }
}
