package com.paidhr.messenger.shared.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.shared.DomainException;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How often one user and one address may ask for something, over all nodes. No request waits for
 * Redis: each node answers from buckets of its own and tells the shared ones a tenth of a rate at a
 * time, so nodes together allow at most a tenth per node too much, and what a user asks for rarely
 * costs no command. While Redis is away each node counts for itself.
 */
@ApplicationScoped
public class RateLimits {
  private static final int REMEMBERED = 20_000;
  private static final Duration UNUSED_AFTER = Duration.ofHours(24);

  private final RateSettings settings;
  private final BucketTeller teller;
  private final Cache<String, NodeBucket> buckets =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(UNUSED_AFTER).build();

  @Inject
  RateLimits(RateSettings settings, BucketTeller teller) {
    this.settings = settings;
    this.teller = teller;
  }

  /**
   * Takes tokens for whom the present thread works, see {@link #take(RateLimit, Requester, long)}.
   */
  public void take(RateLimit limit, long tokens) {
    take(limit, Requester.current(), tokens);
  }

  /**
   * Takes tokens of the user and of the address.
   *
   * @throws DomainException with status 429 when one of them has too few left
   */
  public void take(RateLimit limit, Requester requester, long tokens) {
    ofUser(limit, requester).ifPresent(bucket -> take(bucket, tokens));
    ofAddress(limit, requester).ifPresent(bucket -> take(bucket, tokens));
  }

  /**
   * Takes tokens whose number is known afterwards only, even where too few are left; what is owed
   * comes back before anything can be taken again.
   */
  public void takeAnyway(RateLimit limit, long tokens) {
    Requester requester = Requester.current();
    ofUser(limit, requester).ifPresent(bucket -> takeAnyway(bucket, tokens));
    ofAddress(limit, requester).ifPresent(bucket -> takeAnyway(bucket, tokens));
  }

  private void take(NodeBucket bucket, long tokens) {
    ConsumptionProbe probe = bucket.tryTake(tokens);
    new Allowance(
            bucket.rate().tokens(),
            Math.max(0, probe.getRemainingTokens()),
            Duration.ofNanos(probe.getNanosToWaitForReset()),
            !probe.isConsumed())
        .note();
    if (!probe.isConsumed()) {
      throw DomainException.tooMany(
          "Too many such requests", Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    tellIfDue(bucket);
  }

  private void takeAnyway(NodeBucket bucket, long tokens) {
    bucket.takeAnyway(tokens);
    tellIfDue(bucket);
  }

  private void tellIfDue(NodeBucket bucket) {
    if (bucket.isDue()) {
      teller.tell(bucket);
    }
  }

  private Optional<NodeBucket> ofUser(RateLimit limit, Requester requester) {
    String user = requester.user();
    return user == null ? Optional.empty() : bucket(settings.perUser(), limit, "u:" + user);
  }

  private Optional<NodeBucket> ofAddress(RateLimit limit, Requester requester) {
    return bucket(settings.perAddress(), limit, "a:" + requester.address());
  }

  private Optional<NodeBucket> bucket(Map<RateLimit, Rate> rates, RateLimit limit, String whose) {
    Rate rate = rates.getOrDefault(limit, Rate.OFF);
    return rate.isOff()
        ? Optional.empty()
        : Optional.of(
            buckets.get("limit:" + limit.label() + ":" + whose, key -> new NodeBucket(key, rate)));
  }
}
