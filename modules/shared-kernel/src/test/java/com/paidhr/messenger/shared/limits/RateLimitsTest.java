package com.paidhr.messenger.shared.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.shared.DomainException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final Requester ANN = new Requester("10.0.0.1", "ann");
  private static final Requester BOB = new Requester("10.0.0.1", "bob");

  private final Shared shared = new Shared();
  private final RateLimits limits = node(shared, 20, 50);

  @AfterEach
  void forget() {
    Allowance.forget();
  }

  @Test
  void refusesWhenAUserHasNothingLeftAndSaysWhenToComeBack() {
    take(limits, ANN, 20);

    assertThatThrownBy(() -> take(limits, ANN, 1))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.retryAfter()).get().isNotEqualTo(Duration.ZERO));
    take(limits, BOB, 1);
  }

  @Test
  void countsAllUsersOfAnAddress() {
    take(limits, ANN, 20);
    take(limits, BOB, 20);
    take(limits, new Requester("10.0.0.1", null), 10);

    assertThatThrownBy(() -> take(limits, new Requester("10.0.0.1", "carl"), 1))
        .isInstanceOf(DomainException.class);
    take(limits, new Requester("10.0.0.2", "carl"), 1);
  }

  @Test
  void tellsWhatIsLeftOfTheScarcest() {
    take(limits, ANN, 1);

    assertThat(Allowance.toTell(201))
        .isNotNull()
        .extracting(Allowance::limit, Allowance::remaining)
        .containsExactly(20L, 19L);
  }

  @Test // #15
  void tellsOfTheRateThatRefusedThoughLessIsLeftOfAnother() {
    take(limits, ANN, 18);
    take(limits, BOB, 20);
    take(limits, new Requester("10.0.0.1", null), 7);
    Allowance.forget();

    // Two of twenty are left to Ann and five of fifty to her address; then the address has none.
    take(limits, ANN, 2);
    assertThatThrownBy(() -> take(limits, new Requester("10.0.0.1", "carl"), 4))
        .isInstanceOf(DomainException.class);

    assertThat(Allowance.toTell(429)).isNotNull().extracting(Allowance::limit).isEqualTo(50L);
  }

  @Test // #15
  void tellsOfNoRateWhereSomethingElseRefused() {
    take(limits, ANN, 1);

    assertThat(Allowance.toTell(429)).isNull();
  }

  @Test
  void limitsOneUserOverAllNodes() {
    RateLimits other = node(shared, 20, 50);
    take(limits, ANN, 20);
    await().until(() -> shared.left("limit:send:u:ann") <= 0);

    take(other, ANN, 2);
    await()
        .untilAsserted(() ->
            assertThatThrownBy(() -> take(other, ANN, 1)).isInstanceOf(DomainException.class));
  }

  @Test
  void tellsOncePerLeaseOnly() {
    for (int i = 0; i < 10; i++) {
      take(limits, ANN, 1);
    }
    await().until(() -> shared.left("limit:send:u:ann") <= 12);

    assertThat(shared.calls.get()).isLessThanOrEqualTo(5 + 2);
  }

  @Test
  void goesOnAloneWhileTheOthersCannotBeReached() {
    RateLimits alone = node(new Unreachable(), 20, 50);
    take(alone, ANN, 10);
    take(alone, ANN, 10);

    assertThatThrownBy(() -> take(alone, ANN, 1)).isInstanceOf(DomainException.class);
  }

  @Test
  void letsWhatIsOwedComeBackFirst() {
    ANN.begin();
    try {
      limits.takeAnyway(RateLimit.SEND, 45);
    } finally {
      Requester.clear();
    }

    assertThatThrownBy(() -> take(limits, ANN, 1)).isInstanceOf(DomainException.class);
  }

  private static void take(RateLimits limits, Requester requester, long tokens) {
    limits.take(RateLimit.SEND, requester, tokens);
  }

  private static RateLimits node(SharedBuckets shared, long perUser, long perAddress) {
    return new RateLimits(
        new RateSettings(
            Map.of(RateLimit.SEND, new Rate(perUser, Duration.ofHours(1))),
            Map.of(RateLimit.SEND, new Rate(perAddress, Duration.ofHours(1)))),
        new BucketTeller(shared));
  }

  private static final class Shared implements SharedBuckets {
    final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public long take(String key, BucketConfiguration configuration, long tokens) {
      calls.incrementAndGet();
      Bucket bucket = bucketOf(key, configuration);
      bucket.consumeIgnoringRateLimits(tokens);
      return bucket.getAvailableTokens();
    }

    private Bucket bucketOf(String key, BucketConfiguration configuration) {
      return buckets.computeIfAbsent(
          key, name -> Bucket.builder().addLimit(configuration.getBandwidths()[0]).build());
    }

    long left(String key) {
      Bucket bucket = buckets.get(key);
      return bucket == null ? Long.MAX_VALUE : bucket.getAvailableTokens();
    }
  }

  private static final class Unreachable implements SharedBuckets {
    @Override
    public long take(String key, BucketConfiguration bucket, long tokens) {
      throw new IllegalStateException("away");
    }
  }
}
