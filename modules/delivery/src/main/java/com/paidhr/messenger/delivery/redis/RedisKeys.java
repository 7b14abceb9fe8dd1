package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;

/**
 * Every Redis key of delivery, with its type and its life. The braces keep the keys that one script
 * touches in one cluster slot: those of a partition of the queue, and those of a user. {@code
 * docs/redis-keys.md} shows the same list.
 */
public final class RedisKeys {
  /** The consumer group of every {@link #jobs} stream. */
  public static final String GROUP = "workers";

  private RedisKeys() {}

  /** STREAM of jobs ready to be taken, field {@code j}; an entry lives until acknowledged. */
  public static String jobs(int partition) {
    return "{delivery:" + partition + "}:jobs";
  }

  /** ZSET of jobs that are not due, scored by due time in ms; a member lives until due. */
  public static String delayed(int partition) {
    return "{delivery:" + partition + "}:delayed";
  }

  /** STRING, random name of the partition's present life; lives as long as Redis keeps data. */
  public static String epoch(int partition) {
    return "{delivery:" + partition + "}:epoch";
  }

  /** STRING "1" while the queue is paused, in each partition; lives until it is resumed. */
  public static String paused(int partition) {
    return "{delivery:" + partition + "}:paused";
  }

  /** HASH name of a node to when it was heard of and what it says; a field lives ten minutes. */
  public static String nodes() {
    return "{delivery}:nodes";
  }

  /** HASH user to state of lanes that wait; a field lives until the lane goes on. */
  public static String held(int partition, ConversationId conversation) {
    return "{delivery:" + partition + "}:held:" + conversation;
  }

  /** STREAM of what happened to a user, capped; expires when nothing happens for long. */
  public static String inbox(UserId user) {
    return "{user:" + user + "}:inbox";
  }

  /** HASH conversation to cursor; {@code ~generation} names the inbox. Expires with the inbox. */
  public static String lanes(UserId user) {
    return "{user:" + user + "}:lanes";
  }

  /** CHANNEL, no key: a signal, empty, for whatever was appended to the inbox. */
  public static String signal(UserId user) {
    return InboxReader.signalOf(user);
  }
}
