package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.text.NormalText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules for what users may be called, and the normalized forms that names are compared in. */
public final class Names {
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,30}[a-z0-9]");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final int MAX_EMAIL = 254;
  private static final int MAX_LOCAL_PART = 64;
  private static final int MAX_DISPLAY_NAME = 64;

  /** Who speaks for the organization; nobody else is shown by these names either. */
  private static final Set<String> OFFICES = shapes("admin", "administrator", "administrators");

  /** Words that mean more than one person in a mention, the service itself, or nobody. */
  private static final Set<String> RESERVED =
      shapes(
          "moderator",
          "auditor",
          "all",
          "here",
          "everyone",
          "everybody",
          "channel",
          "system",
          "root",
          "sysadmin",
          "support",
          "helpdesk",
          "security",
          "abuse",
          "postmaster",
          "hostmaster",
          "webmaster",
          "null",
          "undefined",
          "none",
          "nobody",
          "anonymous",
          "unknown",
          "deleted",
          "api",
          "bot");

  private Names() {}

  /** Whether only the service itself may give this username, or one that looks like it. */
  public static boolean isReserved(String username) {
    return isOffice(username) || looksLike(username, RESERVED);
  }

  /** Whether this is, or looks like, the name of an office, which only administrators have. */
  public static boolean isOffice(String name) {
    return looksLike(name, OFFICES);
  }

  private static boolean looksLike(String name, Set<String> shapes) {
    return shapes.contains(Lookalikes.shape(name)) || shapes.contains(Lookalikes.shape(key(name)));
  }

  private static Set<String> shapes(String... names) {
    return Stream.of(names).map(Lookalikes::shape).collect(Collectors.toUnmodifiableSet());
  }

  /** The form in which a username or an email is unique. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A display name as it is kept: Unicode NFC, without blanks at its ends. */
  public static String tidy(String displayName) {
    return NormalText.of(displayName).strip();
  }

  /**
   * A new username has 3 to 32 characters of {@code a-z 0-9 . _ -}, in any case, and no sign at its
   * ends, where it would be taken for one of the sentence. Users with older names keep them.
   */
  public static void checkUsername(String username, Violations violations) {
    boolean ascii = username.chars().allMatch(c -> c < 128);
    violations.check(
        ascii && USERNAME.matcher(key(username)).matches(),
        "/username",
        "A username has 3 to 32 letters a-z, digits, dots, underscores or hyphens, and begins and"
            + " ends with a letter or digit");
  }

  /** An email has one {@code @}, a plain local part and a domain with a dot. */
  public static void checkEmail(String email, Violations violations) {
    violations.check(
        email.length() <= MAX_EMAIL
            && email.indexOf('@') <= MAX_LOCAL_PART
            && EMAIL.matcher(email).matches(),
        "/email",
        "An email has the form name@example.org and at most 254 characters");
  }

  /**
   * A tidy display name has 1 to 64 characters, at least one of them visible, none that is a
   * control or changes the direction of text, and no word of mixed scripts.
   */
  public static void checkDisplayName(String displayName, Violations violations) {
    int length = displayName.codePointCount(0, displayName.length());
    violations.check(
        length >= 1 && length <= MAX_DISPLAY_NAME,
        "/displayName",
        "A display name has 1 to 64 characters");
    violations.check(
        displayName.codePoints().noneMatch(NormalText::disturbsNames),
        "/displayName",
        "A display name has no control characters and none that change the direction of text");
    violations.check(
        length == 0 || NormalText.isVisible(displayName),
        "/displayName",
        "A display name has at least one visible character");
    violations.check(
        length > MAX_DISPLAY_NAME || !Lookalikes.mixesScripts(displayName),
        "/displayName",
        "A word of a display name has letters of one script");
  }
}
