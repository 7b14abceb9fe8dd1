package com.paidhr.messenger.shared.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;

/** The one form in which text is kept, however a keyboard sent it, and whether it shows at all. */
public final class NormalText {
  private NormalText() {}

  /** The text in Unicode normalization form C. */
  public static String of(String sent) {
    return Normalizer.isNormalized(sent, Normalizer.Form.NFC)
        ? sent
        : Normalizer.normalize(sent, Normalizer.Form.NFC);
  }

  /** Whether anything of the text is seen: more than blanks, marks on nothing, and fillers. */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(NormalText::isVisible);
  }

  /** Whether it is drawn as something when it stands alone. */
  public static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default ->
          !isDrawnBlank(codePoint)
              && !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    };
  }

  /** Whether it lets one name look like another or breaks the line that it stands in. */
  public static boolean disturbsNames(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SURROGATE ->
          true;
      // Joiners stay: scripts and emoji need them.
      case Character.FORMAT ->
          codePoint != 0x200C
              && codePoint != 0x200D
              && !(codePoint >= 0xE0020 && codePoint <= 0xE007F);
      default -> false;
    };
  }

  /** Symbols that are drawn as nothing: of Braille, Egyptian and musical notation. */
  private static boolean isDrawnBlank(int c) {
    return c == 0x2800 || c == 0x13441 || c == 0x13442 || c == 0x1D159;
  }
}
