package com.paidhr.messenger.streams.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/** Channels of one server, or of the master behind Sentinels. */
final class PlainSubscription extends JedisPubSub implements Subscription {
  private final Ear ear;

  PlainSubscription(Ear ear) {
    this.ear = ear;
  }

  @Override
  public void run(Connection connection, String firstChannel) {
    proceed(connection, firstChannel);
  }

  @Override
  public void add(String channel) {
    subscribe(channel);
  }

  @Override
  public void remove(String channel) {
    unsubscribe(channel);
  }

  @Override
  public void poke(String channel) {
    ping();
  }

  @Override
  public void onSubscribe(String channel, int count) {
    ear.subscribed(channel);
  }

  @Override
  public void onUnsubscribe(String channel, int count) {
    ear.unsubscribed(channel);
  }

  @Override
  public void onMessage(String channel, String payload) {
    ear.message(channel, payload);
  }
}
