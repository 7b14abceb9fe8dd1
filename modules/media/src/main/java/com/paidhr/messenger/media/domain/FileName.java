package com.paidhr.messenger.media.domain;

import com.paidhr.messenger.shared.CodePoints;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.text.NormalText;
import org.jspecify.annotations.Nullable;

/** Accepts the names of uploaded files. */
public final class FileName {
  static final int MAX_LENGTH = 255;
  private static final String UNNAMED = "file";
  private static final String POINTER = "/file";
  private static final char REPLACEMENT = '\uFFFD';

  private FileName() {}

  /**
   * The name to keep: the last segment of what the client sent, since some send a path, or {@code
   * file} where it sent none, one that cannot be seen, or a step in a path.
   *
   * @throws DomainException with status 422 for a name of more than 255 characters, with control
   *     characters or ones that turn the direction of text (they disguise what a file is), or one
   *     that is not valid Unicode
   */
  public static String of(@Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return UNNAMED;
    }
    if (sent.codePoints().anyMatch(FileName::isForbidden)) {
      throw DomainException.invalid(
          POINTER, "The file name has control characters or is not valid UTF-8");
    }
    String name =
        NormalText.of(
            sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1).strip());
    if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
      throw DomainException.invalid(
          POINTER, "The file name has more than " + MAX_LENGTH + " characters");
    }
    return !NormalText.isVisible(name) || name.equals(".") || name.equals("..") ? UNNAMED : name;
  }

  private static boolean isForbidden(int codePoint) {
    return codePoint == REPLACEMENT
        || CodePoints.isControl(codePoint)
        || CodePoints.turnsDirection(codePoint);
  }
}
