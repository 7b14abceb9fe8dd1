package com.paidhr.messenger.app.settings;

import com.paidhr.messenger.shared.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in files, as orchestrators hand them out: {@code REDIS_URI_FILE} names a file whose
 * content is the setting {@code redis.uri}, without the end of its last line. Only settings that
 * hold secrets are read so.
 */
public final class SecretFiles implements ConfigSource {
  /** Settings that are, or may hold, a secret, and are never shown. */
  static final List<String> SECRETS =
      List.of(
          "messenger.admin-password",
          "messenger.password",
          "identity.key.encryption-keys",
          "identity.scim.tokens",
          "mongodb.uri",
          "redis.uri");

  /** Above the environment, which has 300. */
  private static final int ORDINAL = 310;

  private static final int LARGEST = 65_536;
  private static final String SUFFIX = "_FILE";

  private final Map<String, String> environment;

  /** For the platform. */
  public SecretFiles() {
    this(System.getenv());
  }

  SecretFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Refuses a file that cannot be read, and a secret that is given twice. */
  public void check() {
    for (String secret : SECRETS) {
      String variable = MistypedSettings.variable(secret);
      if (environment.containsKey(variable) && environment.containsKey(variable + SUFFIX)) {
        throw Settings.refuse(
            secret, "is given twice: set either " + variable + " or " + variable + SUFFIX);
      }
      getValue(secret);
    }
  }

  @Override
  public @Nullable String getValue(String name) {
    if (!SECRETS.contains(name)) {
      return null;
    }
    String variable = MistypedSettings.variable(name) + SUFFIX;
    String file = environment.get(variable);
    return file == null || file.isBlank() ? null : content(name, variable, file);
  }

  private static String content(String name, String variable, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LARGEST) {
        throw Settings.refuse(name, "cannot be as long as the file that " + variable + " names");
      }
      return Files.readString(path, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    } catch (IOException | InvalidPathException e) {
      throw Settings.refuse(
          name,
          "cannot be read from the file that "
              + variable
              + " names: "
              + e.getClass().getSimpleName());
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public String getName() {
    return "file of a secret";
  }
}
