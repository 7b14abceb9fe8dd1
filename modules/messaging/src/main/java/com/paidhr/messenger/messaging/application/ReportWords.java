package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.text.NormalText;
import org.jspecify.annotations.Nullable;

/** What reporters and moderators write beside a report. */
final class ReportWords {
  private static final int LONGEST = 1_000;

  private ReportWords() {}

  /**
   * The text as it is kept: in Unicode NFC, without blanks at its ends; empty for none.
   *
   * @throws DomainException with status 422 for one that is too long, holds what cannot be shown,
   *     or is missing where it is required
   */
  static String of(@Nullable String text, String pointer, boolean required) {
    String words = text == null ? "" : NormalText.of(text).strip();
    if (words.length() > LONGEST
        || (required && words.isEmpty())
        || words.codePoints().anyMatch(ReportWords::isControl)) {
      throw DomainException.invalid(
          pointer,
          (required ? "1 to " : "At most ") + LONGEST + " characters, controls not among them");
    }
    return words;
  }

  private static boolean isControl(int codePoint) {
    return codePoint != '\n' && codePoint != '\t' && NormalText.disturbsNames(codePoint);
  }
}
