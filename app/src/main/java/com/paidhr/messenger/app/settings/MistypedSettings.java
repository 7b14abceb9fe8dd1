package com.paidhr.messenger.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Environment variables that begin like settings of ours, or are nearly one, and are none, each
 * with the nearest one. A mistyped name would else be ignored in silence.
 */
final class MistypedSettings {
  private static final List<String> READ_ELSEWHERE =
      List.of(
          "server.port",
          "server.host",
          "messenger.data",
          "messenger.admin-password",
          "messenger.password",
          "messenger.code",
          "messenger.jvm",
          "messenger.skip-build");

  /** The server has settings of its own: there, too, only what is nearly one of ours is wrong. */
  private static final Set<String> SHARED_PREFIXES = Set.of("SERVER", "HTTP", "LOG");

  private static final int NEARLY = 2;

  /** What Kubernetes and Docker tell every container about services of these names. */
  private static final Pattern OF_THE_PLATFORM =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_(TCP|UDP).*)?)");

  private MistypedSettings() {}

  /**
   * One warning a variable.
   *
   * @param environment the variables of the process
   * @param known names of settings, such as {@code delivery.max-attempts}
   */
  static List<String> warnings(Map<String, String> environment, Collection<String> known) {
    Set<String> variables =
        Stream.of(
                known.stream().map(MistypedSettings::variable),
                READ_ELSEWHERE.stream().map(MistypedSettings::variable),
                SecretFiles.SECRETS.stream().map(secret -> variable(secret) + "_FILE"))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> prefixes =
        variables.stream().map(MistypedSettings::prefix).collect(Collectors.toSet());
    return environment.keySet().stream()
        .filter(name -> !variables.contains(name))
        .filter(name -> !OF_THE_PLATFORM.matcher(name).matches())
        .sorted()
        .flatMap(name -> warning(name, variables, prefixes).stream())
        .toList();
  }

  private static Optional<String> warning(
      String name, Set<String> variables, Set<String> prefixes) {
    boolean isOurs = prefixes.contains(prefix(name)) && !SHARED_PREFIXES.contains(prefix(name));
    String nearest =
        variables.stream()
            .min(Comparator.comparingInt(variable -> distance(name, variable)))
            .orElse("");
    if (!isOurs && distance(name, nearest) > NEARLY) {
      return Optional.empty();
    }
    return Optional.of(
        "The variable " + name + " is not a setting and has no effect. Is " + nearest + " meant?");
  }

  static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static String prefix(String variable) {
    int end = variable.indexOf('_');
    return end < 0 ? "" : variable.substring(0, end);
  }

  /** How many letters have to be put in, taken out or replaced (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
