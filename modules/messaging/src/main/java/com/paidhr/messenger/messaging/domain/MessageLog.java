package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message.Edit;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the messages of all conversations are stored in their order. Every method may throw {@link
 * com.mongodb.MongoException} when the store does not answer.
 */
public interface MessageLog {

  /**
   * Where the log ends, counting only what no failover can take back. Since it has no hole, a few
   * probes by id find the end however long it is.
   *
   * @param hint a seq that probably exists; a wrong one costs probes, not the right answer
   */
  Tail tail(ConversationId conversation, long hint);

  /**
   * Inserts messages of consecutive places, in their order, in one command. It stops at the first
   * that is refused because its place or its author's key is taken.
   *
   * @return how many of them are stored now, counted from the first
   * @throws com.mongodb.MongoException when it is not known which of them are stored
   */
  int insert(List<Message> consecutive);

  /**
   * The messages of these authors and keys, counting only what no failover can take back. Of one
   * that was edited, {@code edits} has what it first said, and no more.
   */
  Map<AuthorKey, Message> findByKeys(ConversationId conversation, Collection<AuthorKey> keys);

  /**
   * The messages with these ids that exist, whole but without their edits, in no particular order.
   * Bodies may be long: ask for few.
   */
  List<Message> findAll(Collection<MessageId> ids);

  /** The same with the beginnings of long bodies only. */
  List<Brief<Message>> brief(Collection<MessageId> ids);

  /** Those from one seq to another, both inclusive, ascending. */
  List<Brief<Message>> stretch(ConversationId conversation, long from, long to);

  /** The same, whole. */
  default List<Message> range(ConversationId conversation, long from, long to) {
    return findAll(stretch(conversation, from, to).stream().map(one -> one.value().id()).toList())
        .stream()
        .sorted(Comparator.comparingLong(Message::seq))
        .toList();
  }

  /**
   * The message's earlier bodies.
   *
   * @param from the first one's number: the body of version {@code n} has number n
   * @param to the last one's, inclusive
   */
  List<Brief<Edit>> earlier(MessageId id, long from, long to);

  /** Those with these numbers, whole. */
  List<Edit> earlier(MessageId id, Collection<Long> numbers);

  /** The message with this id, without its edits. */
  default Optional<Message> find(MessageId id) {
    return findAll(List.of(id)).stream().findFirst();
  }
}
