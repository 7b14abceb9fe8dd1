package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;

/**
 * Every Redis key of streams, with its type and its life. {@code docs/redis-keys.md} shows them.
 */
final class StreamKeys {
  private StreamKeys() {}

  /** STRING, a sealed access token; lives for 30 seconds or until it is used. */
  static String ticket(String name) {
    return "{ticket:" + name + "}";
  }

  /**
   * HASH device to {@code state:until}, {@code ~seen} to ms; disposable, lives as the last device.
   */
  static String presence(UserId user) {
    return "{user:" + user + "}:presence";
  }

  /** STRING; while it is there, others were told just now that the user writes. */
  static String typing(UserId user, ConversationId conversation) {
    return "{user:" + user + "}:typing:" + conversation;
  }
}
