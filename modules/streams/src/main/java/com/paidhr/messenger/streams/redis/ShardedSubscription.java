package com.paidhr.messenger.streams.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisShardedPubSub;

/** Channels whose slots one server of a Cluster has. */
final class ShardedSubscription extends JedisShardedPubSub implements Subscription {
  private final Ear ear;

  ShardedSubscription(Ear ear) {
    this.ear = ear;
  }

  @Override
  public void run(Connection connection, String firstChannel) {
    proceed(connection, firstChannel);
  }

  @Override
  public void add(String channel) {
    ssubscribe(channel);
  }

  @Override
  public void remove(String channel) {
    sunsubscribe(channel);
  }

  /** There is no ping here; subscribing again is answered as well. */
  @Override
  public void poke(String channel) {
    ssubscribe(channel);
  }

  @Override
  public void onSSubscribe(String channel, int count) {
    ear.subscribed(channel);
  }

  @Override
  public void onSUnsubscribe(String channel, int count) {
    ear.unsubscribed(channel);
  }

  @Override
  public void onSMessage(String channel, String payload) {
    ear.message(channel, payload);
  }
}
