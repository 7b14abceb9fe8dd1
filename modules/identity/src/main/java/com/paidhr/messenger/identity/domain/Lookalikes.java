package com.paidhr.messenger.identity.domain;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells names that are drawn like others, by Unicode's confusables (UTS 39). What a reader cannot
 * tell from another name would let one user speak as somebody else.
 */
final class Lookalikes {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\p{Z}\\p{P}\\p{S}]+");

  /** Allows Latin beside Chinese, Japanese or Korean in one word, as people there write. */
  private static final SpoofChecker SCRIPTS =
      new SpoofChecker.Builder()
          .setChecks(SpoofChecker.RESTRICTION_LEVEL)
          .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
          .build();

  private Lookalikes() {}

  /** Whether one word mixes letters of scripts that are not written together. */
  static boolean mixesScripts(String name) {
    return BETWEEN_WORDS.splitAsStream(name).anyMatch(SCRIPTS::failsChecks);
  }

  /** A form that two names share when they look the same, whatever the case. */
  static String shape(String name) {
    return SCRIPTS.getSkeleton(name).toLowerCase(Locale.ROOT);
  }
}
