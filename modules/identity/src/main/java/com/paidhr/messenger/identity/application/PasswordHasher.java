package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Hashing;
import com.paidhr.messenger.shared.DomainException;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id. Each hash takes much memory, so only a few run at a time: the
 * others wait, and when that takes too long the answer is 503 with {@code Retry-After}.
 */
@ApplicationScoped
public class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Argon2Function function;
  private final Semaphore turns;
  private final Duration patience;
  private final String decoy;

  @Inject
  PasswordHasher(IdentitySettings settings) {
    this(settings.passwords());
  }

  PasswordHasher(Hashing hashing) {
    function =
        Argon2Function.getInstance(
            hashing.memoryKib(),
            hashing.iterations(),
            hashing.parallelism(),
            HASH_BYTES,
            Argon2.ID);
    turns = new Semaphore(hashing.concurrency(), true);
    patience = hashing.patience();
    decoy = hashNow("decoy");
  }

  /** The password's hash in PHC form, with its salt and parameters. */
  public String hash(String password) {
    return inTurn(() -> hashNow(password));
  }

  /**
   * Whether the password is the one that was hashed. Where there is no hash the answer is no, and
   * takes as long.
   */
  public boolean matches(String password, @Nullable String hash) {
    return inTurn(() -> {
      String against = hash == null ? decoy : hash;
      boolean same =
          Password.check(normalized(password), against)
              .with(Argon2Function.getInstanceFromHash(against));
      return same && hash != null;
    });
  }

  /** Whether the hash was made with other parameters than those set now. */
  public boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(function);
  }

  private String hashNow(String password) {
    return Password.hash(normalized(password)).addRandomSalt(SALT_BYTES).with(function).getResult();
  }

  /** The same letters typed on different keyboards are the same password. */
  private static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw DomainException.unavailable("Too many logins at a time", RETRY, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DomainException.unavailable("The service is stopping", RETRY, e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
