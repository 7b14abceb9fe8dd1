package com.paidhr.messenger.testsupport;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The secrets that the services of this JVM have taken or handed out: passwords, tokens, secrets of
 * webhooks and second factors. No log may hold one, whatever a test did.
 */
final class KnownSecrets {
  static final String ADMIN_PASSWORD = "administrator-of-tests";

  private static final Pattern NAMED =
      Pattern.compile(
          "\"(?:password|currentPassword|accessToken|refreshToken|token|secret)\"\\s*:\\s*\"([^\"\\\\]{12,500})\"");
  private static final Pattern RECOVERY_CODES =
      Pattern.compile("\"recoveryCodes\"\\s*:\\s*\\[\\s*\"([^\"\\\\]{8,})\"");

  /** Passwords of the users of tests, and signed tokens, which are too many to be remembered. */
  private static final Pattern ALWAYS =
      Pattern.compile(ADMIN_PASSWORD + "|password-of-|eyJ[A-Za-z0-9_-]{20,}");

  /** What a start without a given password prints on purpose. */
  private static final String PRINTED = "Administrator: admin, password: ";

  private static final int MOST = 10_000;
  private static final int LARGEST = 65_536;

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private KnownSecrets() {}

  /** Remembers the secrets in JSON that a service has taken or sent. */
  static void learn(String json) {
    if (json.length() > LARGEST) {
      return;
    }
    remember(NAMED.matcher(json));
    remember(RECOVERY_CODES.matcher(json));
  }

  private static void remember(Matcher found) {
    while (found.find()) {
      if (!ALWAYS.matcher(found.group(1)).find() && KNOWN.size() < MOST) {
        KNOWN.add(found.group(1));
      }
    }
  }

  /** The part of a log that ends with a secret, if one is in it. */
  static Optional<String> in(String log) {
    String told =
        log.contains(PRINTED)
            ? log.lines()
                .filter(line -> !line.startsWith(PRINTED))
                .collect(Collectors.joining("\n"))
            : log;
    Matcher always = ALWAYS.matcher(told);
    if (always.find()) {
      return Optional.of(before(told, always.end()));
    }
    return KNOWN.stream()
        .filter(told::contains)
        .findFirst()
        .map(secret -> before(told, told.indexOf(secret) + secret.length()));
  }

  private static String before(String log, int end) {
    return log.substring(Math.max(0, end - 300), end);
  }
}
