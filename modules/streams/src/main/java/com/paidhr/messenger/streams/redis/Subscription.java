package com.paidhr.messenger.streams.redis;

import redis.clients.jedis.Connection;

/** Channels of one Redis server on one connection. */
interface Subscription {

  /** Listens until the connection is lost or no channel is left. */
  void run(Connection connection, String firstChannel);

  void add(String channel);

  void remove(String channel);

  /** Makes the server say something, so that a lost one is noticed. */
  void poke(String channel);

  /** What the server says, on the thread that listens. */
  interface Ear {

    /** From now on messages of the channel arrive. */
    void subscribed(String channel);

    /** They do not any more, perhaps since the channel has moved to another server. */
    void unsubscribed(String channel);

    void message(String channel, String payload);
  }
}
