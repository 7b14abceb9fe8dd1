package com.paidhr.messenger.identity.domain;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.paidhr.messenger.shared.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule for what may be a password: long enough, and not guessed early by one who knows common
 * passwords, words, names, keyboards and the user. There are no rules of composition.
 */
public final class Passwords {
  private static final int MIN = 8;
  private static final int MAX = 256;

  /** Decimal logarithm; what an attacker reaches who is slowed down by limits of logins. */
  private static final double MIN_GUESSES = 6;

  /**
   * Characters that are estimated: the time grows faster than the square of the length. A longer
   * password begins with as many, so it stands at least as long.
   */
  private static final int ESTIMATED = 32;

  private Passwords() {}

  /** The dictionaries take some megabytes, so they are read when the first password is checked. */
  private static final class Estimator {
    static final Zxcvbn GUESSES = new Zxcvbn();
  }

  /**
   * Checks a new password of the user with these names; an empty one, or one that is not known, is
   * no hint.
   */
  public static void check(
      String password, List<String> names, String pointer, Violations violations) {
    int length = password.codePointCount(0, password.length());
    boolean fits = length >= MIN && length <= MAX;
    violations.check(fits, pointer, "A password has 8 to 256 characters");
    violations.check(
        password.indexOf('\0') < 0 && (!fits || isStrong(password, names)),
        pointer,
        "This password is among the first that are guessed");
  }

  private static boolean isStrong(String password, List<String> names) {
    List<String> hints = new ArrayList<>();
    hints.add("messenger");
    for (String name : names) {
      hints.add(start(name));
      for (String word : start(name).split("[^\\p{L}\\p{N}]+")) {
        hints.add(word);
      }
    }
    hints.removeIf(hint -> hint.length() < 3);
    return Estimator.GUESSES.measure(start(password), hints).getGuessesLog10() >= MIN_GUESSES;
  }

  private static String start(String text) {
    return text.length() <= ESTIMATED ? text : text.substring(0, ESTIMATED);
  }
}
