package com.paidhr.messenger.shared.limits.redis;

import com.paidhr.messenger.shared.limits.SharedBuckets;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;

/** Buckets of Bucket4j in Redis, one key each, which goes when the bucket would be full again. */
@ApplicationScoped
class RedisBuckets implements SharedBuckets {
  private static final Duration KEPT_FULL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final BucketStore store;

  @Inject
  RedisBuckets(UnifiedJedis redis) {
    ClientSideConfig config =
        ClientSideConfig.getDefault()
            .withRequestTimeout(PATIENCE)
            .withExpirationAfterWriteStrategy(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL));
    store = new BucketStore(redis, config);
  }

  @Override
  public long take(String key, BucketConfiguration bucket, long tokens) {
    return store
        .builder()
        .build(key, () -> bucket)
        .asVerbose()
        .consumeIgnoringRateLimits(tokens)
        .getState()
        .getAvailableTokens();
  }
}
