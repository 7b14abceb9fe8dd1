package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Hashing;
import com.paidhr.messenger.identity.domain.Passwords;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id, as heavy work: each hash takes much time and memory. */
@ApplicationScoped
public class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Function function;
  private final HeavyWork work;
  private final String decoy;

  @Inject
  PasswordHasher(IdentitySettings settings, HeavyWork work) {
    this(settings.passwords(), work);
  }

  PasswordHasher(Hashing hashing, HeavyWork work) {
    function =
        Argon2Function.getInstance(
            hashing.memoryKib(),
            hashing.iterations(),
            hashing.parallelism(),
            HASH_BYTES,
            Argon2.ID);
    this.work = work;
    decoy = hashNow("decoy");
  }

  /** Notes what is wrong with a new password of the user with these names, as heavy work too. */
  void check(String password, List<String> names, String pointer, Violations violations) {
    var _ =
        work.run(
            "hash",
            () -> {
              Passwords.check(password, names, pointer, violations);
              return violations;
            });
  }

  /** The password's hash in PHC form, with its salt and parameters. */
  public String hash(String password) {
    return work.run("hash", () -> hashNow(password));
  }

  /**
   * Whether the password is the one that was hashed. Where there is no hash the answer is no, and
   * takes as long.
   *
   * @param account whose password it is to be; several accounts of an address take turns
   */
  public boolean matches(String account, String password, @Nullable String hash) {
    return work.run(
        "login",
        account,
        () -> {
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
}
