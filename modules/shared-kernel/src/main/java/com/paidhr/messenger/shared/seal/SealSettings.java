package com.paidhr.messenger.shared.seal;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Keys from outside of the store, with which secrets are sealed in it.
 *
 * @param keys the first seals, all open; none leaves what is stored as it is
 */
public record SealSettings(List<Key> keys) {
  /** The setting's name. */
  public static final String NAME = "identity.key.encryption-keys";

  private static final int BYTES = 32;
  private static final int ID_CHARACTERS = 8;

  /**
   * A key of AES-256.
   *
   * @param id tells keys apart and nothing else about them
   */
  public record Key(String id, byte[] bytes) {
    @Override
    public String toString() {
      return id;
    }
  }

  /** Reads them from a list that is separated by commas. */
  public static SealSettings of(String list) {
    return new SealSettings(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(SealSettings::key)
            .toList());
  }

  private static Key key(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == BYTES) {
        return new Key(Digest.of(text).substring(0, ID_CHARACTERS), bytes);
      }
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    throw refused();
  }

  private static RuntimeException refused() {
    return Settings.refuse(
        NAME,
        "must be keys of 32 random bytes in Base64, separated by commas (openssl rand -base64 32)");
  }

  /** Reads the setting once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    SealSettings settings(Settings settings) {
      return of(
          settings
              .text(
                  NAME,
                  "Keys of 32 bytes in Base64, separated by commas, that seal signing keys and users' secrets in"
                      + " the store: the first seals, all open.")
              .orElse(""));
    }
  }
}
