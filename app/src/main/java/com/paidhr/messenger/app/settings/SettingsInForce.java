package com.paidhr.messenger.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Every documented setting with its present value and where that comes from. The names are those of
 * {@code docs/configuration.md}, which lies in the jar and which a test holds against the modules.
 */
public final class SettingsInForce {
  private static final String DOCUMENT = "/com/paidhr/messenger/app/configuration.md";
  private static final Pattern PASSWORD = Pattern.compile("://[^/@]*@");
  private static final String DEFAULT = "default";

  private SettingsInForce() {}

  /**
   * One setting.
   *
   * @param value empty where there is none; without its secrets
   * @param source where the value comes from, {@code default} where nobody set it
   */
  public record InForce(String name, String value, String source, String meaning) {
    public boolean isSet() {
      return !source.equals(DEFAULT);
    }
  }

  /** All of them, in the order of the document. */
  public static List<InForce> of(Config config) {
    return document()
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .map(cells -> inForce(config, cells))
        .toList();
  }

  private static InForce inForce(Config config, List<String> cells) {
    String name = plain(cells.getFirst());
    ConfigValue found = config.getConfigValue(name);
    String value = found.getValue();
    boolean isSet = value != null && !value.isBlank() && !isOfTheProgram(found.getSourceName());
    String shown = isSet ? Objects.requireNonNull(value) : plain(cells.get(cells.size() - 2));
    return new InForce(
        name,
        isSet ? withoutSecret(name, shown) : shown,
        isSet ? String.valueOf(found.getSourceName()) : DEFAULT,
        cells.getLast());
  }

  private static boolean isOfTheProgram(String source) {
    return source != null && source.contains("microprofile-config.properties");
  }

  private static String withoutSecret(String name, String value) {
    boolean isSecret = SecretFiles.SECRETS.contains(name) && !name.endsWith(".uri");
    return isSecret ? "***" : PASSWORD.matcher(value).replaceAll("://***@");
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static String document() {
    try (InputStream document = SettingsInForce.class.getResourceAsStream(DOCUMENT)) {
      return new String(
          Objects.requireNonNull(document, DOCUMENT).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
