package com.paidhr.messenger.shared.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads settings through MicroProfile Config, checks them, and remembers each with its default and
 * its meaning. A setting {@code delivery.max-attempts} is also read from the environment as {@code
 * DELIVERY_MAX_ATTEMPTS}. Each module has one record of settings that it reads once, at start.
 */
@ApplicationScoped
public class Settings {
  private final Map<String, Setting> known = new ConcurrentSkipListMap<>();

  /**
   * A setting as documented.
   *
   * @param name the key in MicroProfile Config
   * @param standard the default as text, empty where there is none
   * @param meaning what it does, with unit and limits
   */
  public record Setting(String name, String standard, String meaning) {}

  /** All settings that have been read, by name. */
  public Collection<Setting> known() {
    return new TreeMap<>(known).values();
  }

  /** A text that may be absent; blank counts as absent. */
  public Optional<String> text(String name, String meaning) {
    return raw(name, "", meaning);
  }

  /** A text with a default. */
  public String text(String name, String standard, String meaning) {
    return raw(name, standard, meaning).orElse(standard);
  }

  /** A whole number from {@code min} to {@code max}. */
  public long number(String name, long standard, long min, long max, String meaning) {
    return parsed(
        name,
        Long.toString(standard),
        meaning + " Whole number, " + min + " to " + max + ".",
        Long::valueOf,
        value -> value >= min && value <= max,
        "a whole number from " + min + " to " + max);
  }

  /** A number of type int from {@code min} to {@code max}. */
  public int count(String name, int standard, int min, int max, String meaning) {
    return Math.toIntExact(number(name, standard, min, max, meaning));
  }

  /** A fraction from {@code min} to {@code max}. */
  public double fraction(String name, double standard, double min, double max, String meaning) {
    return parsed(
        name,
        Double.toString(standard),
        meaning + " Number, " + min + " to " + max + ".",
        Double::valueOf,
        value -> value >= min && value <= max,
        "a number from " + min + " to " + max);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean standard, String meaning) {
    return parsed(
        name,
        Boolean.toString(standard),
        meaning + " true or false.",
        Settings::strictBoolean,
        value -> true,
        "true or false");
  }

  /** A duration in ISO 8601 ({@code PT30S}) from {@code min} to {@code max}. */
  public Duration duration(
      String name, Duration standard, Duration min, Duration max, String meaning) {
    return parsed(
        name,
        standard.toString(),
        meaning + " ISO 8601 duration, " + min + " to " + max + ".",
        Duration::parse,
        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        "an ISO 8601 duration from " + min + " to " + max);
  }

  /** One of an enum's names, upper case. */
  public <E extends Enum<E>> E choice(String name, E standard, String meaning) {
    Class<E> type = standard.getDeclaringClass();
    String names =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    return parsed(
        name,
        standard.name(),
        meaning + " One of " + names + ".",
        text -> Enum.valueOf(type, text),
        value -> true,
        "one of " + names);
  }

  /** Refuses the named setting with a reason that completes "Setting x …". */
  public static InvalidSettingException refuse(String name, String reason) {
    return new InvalidSettingException(name, reason);
  }

  private <T> T parsed(
      String name,
      String standard,
      String meaning,
      Function<String, T> parser,
      Function<T, Boolean> allowed,
      String expected) {
    String text = raw(name, standard, meaning).orElse(standard);
    try {
      T value = parser.apply(text.strip());
      if (allowed.apply(value)) {
        return value;
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw refuse(name, "must be " + expected + ", not \"" + text + "\"");
    }
    throw refuse(name, "must be " + expected + ", not \"" + text + "\"");
  }

  private Optional<String> raw(String name, String standard, String meaning) {
    known.put(name, new Setting(name, standard, meaning));
    Config config = ConfigProvider.getConfig();
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }

  private static Boolean strictBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
