package com.paidhr.messenger.identity.token;

import com.mongodb.MongoException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import com.paidhr.messenger.shared.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's view of the signing keys, read again at most a third of the keys' notice apart, so
 * that every node knows a new key before any node signs with it. Reading also does the upkeep: the
 * first key, the next one in good time, and the removal of those whose last token has expired. Any
 * number of nodes may do it at once, as the insert of a key's number decides.
 */
@ApplicationScoped
public class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final Duration LONGEST_AGE = Duration.ofSeconds(30);
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);

  /** By how much the clocks of our nodes may differ. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private final SigningKeys store;
  private final Tokens settings;
  private final IdGenerator ids;
  private final Clock clock;
  private final Duration maxAge;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile View view = new View(List.of(), Instant.MIN);

  private record View(List<SigningKey> keys, Instant readAt) {}

  @Inject
  KeyRing(SigningKeys store, IdentitySettings settings, IdGenerator ids, Clock clock) {
    this.store = store;
    this.settings = settings.tokens();
    this.ids = ids;
    this.clock = clock;
    Duration third = this.settings.keyNotice().dividedBy(3);
    this.maxAge = third.compareTo(LONGEST_AGE) < 0 ? third : LONGEST_AGE;
  }

  /** The key that signs now; the very first one also for a node whose clock is behind. */
  public SigningKey signing() {
    List<SigningKey> keys = fresh(maxAge);
    Instant now = clock.instant();
    return keys.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .reduce((older, newer) -> newer)
        .orElseGet(keys::getFirst);
  }

  /** The key with this id. One that is not known is looked for in the store, once a second. */
  public Optional<SigningKey> find(String kid) {
    return in(fresh(maxAge), kid).or(() -> in(fresh(SHORTEST_AGE), kid));
  }

  /** The public keys, next and retired ones included. */
  public JWKSet published() {
    return new JWKSet(fresh(maxAge).stream().map(key -> (JWK) key.pair().toPublicJWK()).toList());
  }

  /**
   * Makes the next key now. It signs after the usual notice.
   *
   * @return the key that will take over
   */
  public SigningKey rotate() {
    List<SigningKey> keys = fresh(Duration.ZERO);
    SigningKey newest = keys.getLast();
    Instant now = clock.instant();
    if (newest.signsFrom().isAfter(now)) {
      return newest;
    }
    SigningKey next = generate(newest.number() + 1, now.plus(settings.keyNotice()));
    store.add(next);
    return fresh(Duration.ZERO).getLast();
  }

  private static Optional<SigningKey> in(List<SigningKey> keys, String kid) {
    return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
  }

  private List<SigningKey> fresh(Duration age) {
    View seen = view;
    Instant now = clock.instant();
    if (isFresh(seen, age, now)) {
      return seen.keys();
    }
    reading.lock();
    try {
      if (!isFresh(view, age, now)) {
        view = new View(readAndMaintain(now), now);
      }
      return view.keys();
    } catch (MongoException e) {
      if (view.keys().isEmpty()) {
        throw e;
      }
      LOG.warn("The signing keys cannot be read again: {}", e.toString());
      return view.keys();
    } finally {
      reading.unlock();
    }
  }

  private static boolean isFresh(View view, Duration age, Instant now) {
    return !view.keys().isEmpty() && view.readAt().plus(age).isAfter(now);
  }

  private List<SigningKey> readAndMaintain(Instant now) {
    List<SigningKey> keys = store.all();
    if (keys.isEmpty()) {
      store.add(generate(1, now));
      keys = store.all();
    }
    SigningKey newest = keys.getLast();
    Instant end = newest.signsFrom().plus(settings.keyLifetime());
    if (!end.minus(settings.keyNotice()).isAfter(now)) {
      Instant earliest = now.plus(settings.keyNotice());
      store.add(generate(newest.number() + 1, earliest.isAfter(end) ? earliest : end));
      keys = store.all();
    }
    return withoutExpired(keys, now);
  }

  private List<SigningKey> withoutExpired(List<SigningKey> keys, Instant now) {
    List<SigningKey> kept = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (i + 1 < keys.size() && isOver(keys.get(i + 1), now)) {
        store.remove(keys.get(i));
        LOG.info("Signing key {} is retired", keys.get(i).kid());
      } else {
        kept.add(keys.get(i));
      }
    }
    return List.copyOf(kept);
  }

  private boolean isOver(SigningKey successor, Instant now) {
    return successor.signsFrom().plus(settings.accessLifetime()).plus(CLOCK_SKEW).isBefore(now);
  }

  private SigningKey generate(long number, Instant signsFrom) {
    try {
      ECKey pair =
          new ECKeyGenerator(Curve.P_256)
              .keyID(ids.next())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      LOG.info("Signing key {} is number {} and signs from {}", pair.getKeyID(), number, signsFrom);
      return new SigningKey(number, pair, clock.instant(), signsFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("P-256 is part of every Java platform", e);
    }
  }
}
