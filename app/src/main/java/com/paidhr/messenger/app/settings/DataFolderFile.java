package com.paidhr.messenger.app.settings;

import com.paidhr.messenger.shared.config.InvalidSettingException;
import com.paidhr.messenger.shared.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings in {@code messenger.properties} beside the data: in the folder that {@code
 * messenger.data} names. The environment and system properties come before it.
 */
public final class DataFolderFile implements ConfigSource {
  /** The name of the file in the folder. */
  public static final String NAME = "messenger.properties";

  /** Below the environment, which has 300, and above the program's own file, which has 100. */
  private static final int ORDINAL = 200;

  private final Map<String, String> settings;

  /** For the platform, which asks once. */
  public DataFolderFile() {
    this(folder());
  }

  DataFolderFile(Path folder) {
    this.settings = read(folder.resolve(NAME));
  }

  private static Path folder() {
    String named = System.getProperty("messenger.data", System.getenv("MESSENGER_DATA"));
    return Path.of(named == null || named.isBlank() ? "data" : named);
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable(e);
      }
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return Map.copyOf(settings);
  }

  private static InvalidSettingException unreadable(Exception e) {
    return Settings.refuse("messenger.data", "has a " + NAME + " that cannot be read: " + e);
  }

  @Override
  public @Nullable String getValue(String name) {
    return settings.get(name);
  }

  @Override
  public Set<String> getPropertyNames() {
    return settings.keySet();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public String getName() {
    return NAME;
  }
}
