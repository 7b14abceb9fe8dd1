package com.paidhr.messenger.shared.limits.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Bucket4j's compare-and-swap over the application's own Redis client. Bucket4j's module for Jedis
 * knows pools and clusters of older versions only, not the client that also speaks to Sentinels.
 */
final class BucketStore extends AbstractCompareAndSwapBasedProxyManager<String> {
  private static final LuaScript SWAP = LuaScript.beside(BucketStore.class, "swap-bucket.lua");

  private final UnifiedJedis redis;

  BucketStore(UnifiedJedis redis, ClientSideConfig config) {
    super(config);
    this.redis = redis;
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
    byte[] name = bytes(key);
    return new CompareAndSwapOperation() {
      @Override
      public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
        return Optional.ofNullable(redis.get(name));
      }

      @Override
      public boolean compareAndSwap(
          byte @Nullable [] expected,
          byte[] next,
          RemoteBucketState state,
          Optional<Long> timeoutNanos) {
        byte[] life = bytes(Long.toString(Math.max(1, calculateTtlMillis(state).orElse(1L))));
        byte[] before = expected == null ? new byte[0] : expected;
        return Long.valueOf(1).equals(SWAP.run(redis, List.of(name), List.of(before, next, life)));
      }
    };
  }

  private Optional<Long> calculateTtlMillis(RemoteBucketState state) {
    return getClientSideConfig()
        .getExpirationAfterWriteStrategy()
        .map(strategy -> strategy.calculateTimeToLiveMillis(state, currentTimeNanos()));
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
    throw new UnsupportedOperationException("Buckets are told in a thread of their own");
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String key) {
    throw new UnsupportedOperationException("Buckets are told in a thread of their own");
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }

  @Override
  public boolean isExpireAfterWriteSupported() {
    return true;
  }

  @Override
  public void removeProxy(String key) {
    redis.del(bytes(key));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
