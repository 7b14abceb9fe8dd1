package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.Piped;
import com.paidhr.messenger.streams.application.Whispers;
import java.util.Collection;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.ClusterCommandArguments;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Whispers on the channels on which inboxes are signalled, with a payload. */
final class RedisWhispers implements Whispers {
  private static final long TYPING_MS = 2_000;

  private final UnifiedJedis redis;

  RedisWhispers(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public void send(Collection<UserId> users, String payload) {
    Piped.send(
        redis, pipeline -> users.forEach(user -> pipeline.executeCommand(whisper(user, payload))));
  }

  /**
   * A Cluster's client finds the server by the channel, which only its own kind of command does.
   */
  private CommandObject<Long> whisper(UserId user, String payload) {
    CommandArguments command =
        redis instanceof RedisClusterClient
            ? new ClusterCommandArguments(Command.SPUBLISH)
            : new CommandArguments(Command.PUBLISH);
    return new CommandObject<>(
        command.key(InboxReader.signalOf(user)).add(payload), BuilderFactory.LONG);
  }

  @Override
  public boolean mayTellTyping(UserId user, ConversationId conversation) {
    return redis.set(
            StreamKeys.typing(user, conversation), "1", SetParams.setParams().nx().px(TYPING_MS))
        != null;
  }
}
