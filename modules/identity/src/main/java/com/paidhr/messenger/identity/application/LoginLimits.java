package com.paidhr.messenger.identity.application;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Limits;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Limits failed logins. Failures are counted per account and address together and per address, so
 * that nobody can lock somebody else's account from elsewhere. Wrong codes of a second factor are
 * counted per user, wherever they come from: only who has the password gets so far. Each node
 * counts for itself, and remembers a bounded number of addresses.
 */
@ApplicationScoped
public class LoginLimits {
  private static final int REMEMBERED = 50_000;
  private static final int LONGEST_NAME = 64;

  private final LoadingCache<String, Bucket> accounts;
  private final LoadingCache<String, Bucket> addresses;
  private final LoadingCache<UserId, Bucket> codes;

  @Inject
  LoginLimits(IdentitySettings settings) {
    Limits limits = settings.limits();
    accounts = buckets(limits.loginsPerAccount(), limits.window());
    addresses = buckets(limits.loginsPerAddress(), limits.window());
    codes = buckets(limits.loginsPerAccount(), limits.window());
  }

  /**
   * Counts an attempt before its outcome is known, so that parallel ones are counted too.
   *
   * @throws DomainException with status 429 when this account or this address has failed too often
   */
  void countAttempt(String username, String address) {
    take(accounts.get(key(username, address)), "Too many failed logins");
    take(addresses.get(address), "Too many failed logins from this address");
  }

  /** Takes an attempt back that succeeded, and forgives the account's failures. */
  void succeeded(String username, String address) {
    accounts.invalidate(key(username, address));
    addresses.get(address).addTokens(1);
  }

  /** Takes an attempt back that was no guess, and forgives nothing. */
  void takeBack(String username, String address) {
    accounts.get(key(username, address)).addTokens(1);
    addresses.get(address).addTokens(1);
  }

  /**
   * Counts a code before it is looked at.
   *
   * @throws DomainException with status 429 after too many wrong ones of this user
   */
  void countCode(UserId user) {
    take(codes.get(user), "Too many wrong codes");
  }

  /** Forgives the wrong codes of a user who has shown a good one. */
  void codeSucceeded(UserId user) {
    codes.invalidate(user);
  }

  private static void take(Bucket bucket, String refusal) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw DomainException.tooMany(refusal, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static String key(String username, String address) {
    String name = username.length() > LONGEST_NAME ? username.substring(0, LONGEST_NAME) : username;
    return Names.key(name) + " " + address;
  }

  private static <K> LoadingCache<K, Bucket> buckets(int capacity, Duration window) {
    return Caffeine.newBuilder()
        .maximumSize(REMEMBERED)
        .expireAfterAccess(window)
        .build(key ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, window))
                .build());
  }
}
