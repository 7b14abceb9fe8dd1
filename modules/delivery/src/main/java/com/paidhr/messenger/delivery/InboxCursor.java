package com.paidhr.messenger.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in one life of an inbox: everything up to it was told. Written {@code
 * <generation>.<entry>}.
 *
 * @param generation names the inbox's life, which ends when Redis loses or may have lost entries
 * @param entry the id of the last entry that was told
 */
public record InboxCursor(String generation, String entry) {
  private static final Pattern FORM =
      Pattern.compile("([0-9A-Za-z~-]{1,100})\\.([0-9]{1,18}-[0-9]{1,18})");

  /** The cursor that a client gave back; empty when it is none. */
  public static Optional<InboxCursor> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new InboxCursor(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** As clients see it. */
  public String text() {
    return generation + "." + entry;
  }

  /** The same life, at another entry. */
  public InboxCursor at(String otherEntry) {
    return new InboxCursor(generation, otherEntry);
  }

  @Override
  public String toString() {
    return text();
  }
}
