package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.Violations;
import java.util.Set;

/**
 * The rule for what may be a password. Length counts most; the rest refuses what is guessed first.
 */
public final class Passwords {
  private static final int MIN = 8;
  private static final int MAX = 256;

  private static final Set<String> GUESSED_FIRST =
      Set.of(
          "password",
          "passw0rd",
          "password1",
          "password12",
          "password123",
          "password1234",
          "12345678",
          "123456789",
          "1234567890",
          "12345678910",
          "0123456789",
          "87654321",
          "987654321",
          "qwertyui",
          "qwertyuiop",
          "qwerty123",
          "qwerty1234",
          "1q2w3e4r",
          "1q2w3e4r5t",
          "1qaz2wsx",
          "zaq12wsx",
          "asdfghjk",
          "asdfghjkl",
          "zxcvbnm1",
          "abcd1234",
          "abc12345",
          "abcdefgh",
          "a1b2c3d4",
          "iloveyou",
          "iloveyou1",
          "letmein1",
          "letmein123",
          "welcome1",
          "welcome123",
          "welcome2024",
          "changeme",
          "changeme1",
          "changeme123",
          "admin123",
          "admin1234",
          "administrator",
          "football",
          "football1",
          "baseball",
          "baseball1",
          "superman",
          "princess",
          "sunshine",
          "whatever",
          "trustno1",
          "starwars",
          "computer",
          "internet",
          "samsung1",
          "michelle",
          "jennifer",
          "charlie1",
          "dragon123",
          "monkey123",
          "master123",
          "shadow123",
          "passwort",
          "passwort1",
          "secret123");

  private Passwords() {}

  /** Checks a new password of the user with this name. */
  public static void check(
      String password, String username, String pointer, Violations violations) {
    int length = password.codePointCount(0, password.length());
    violations.check(length >= MIN && length <= MAX, pointer, "A password has 8 to 256 characters");
    String folded = Names.key(password);
    violations.check(
        password.indexOf('\0') < 0
            && !GUESSED_FIRST.contains(folded)
            && folded.codePoints().distinct().count() > 2,
        pointer,
        "This password is among the first that are guessed");
    violations.check(
        username.length() < 3 || !folded.equals(Names.key(username)),
        pointer,
        "A password is not the username");
  }
}
