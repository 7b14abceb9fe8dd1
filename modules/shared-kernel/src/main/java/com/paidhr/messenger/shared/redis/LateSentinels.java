package com.paidhr.messenger.shared.redis;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * Asks the Sentinels for the master when the first connection is needed, and again at the next one
 * when none has answered. So a client can be made, and the application start, while they are away.
 */
final class LateSentinels implements ConnectionProvider {
  private final Supplier<SentineledConnectionProvider> opening;
  private @Nullable SentineledConnectionProvider opened;
  private boolean closed;

  LateSentinels(Supplier<SentineledConnectionProvider> opening) {
    this.opening = opening;
  }

  private synchronized SentineledConnectionProvider provider() {
    if (closed) {
      throw new IllegalStateException("The client is closed");
    }
    if (opened == null) {
      opened = opening.get();
    }
    return opened;
  }

  @Override
  public Connection getConnection() {
    return provider().getConnection();
  }

  @Override
  public Connection getConnection(CommandArguments arguments) {
    return provider().getConnection(arguments);
  }

  @Override
  public Map<?, ?> getConnectionMap() {
    return provider().getConnectionMap();
  }

  @Override
  public Map<?, ?> getPrimaryNodesConnectionMap() {
    return provider().getPrimaryNodesConnectionMap();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.close();
    }
  }
}
