package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.Secrets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A personal access token, written {@code msgr_<session>_<secret>}: the beginning tells scanners of
 * source code what they have found. The secret has 256 random bits, and only a hash is kept.
 */
public record PersonalToken(String session, String secret) {
  private static final String PREFIX = "msgr_";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "([a-z0-9]{1,64})_([A-Za-z0-9_-]{43})");

  /** A new one for a session. */
  public static PersonalToken of(String session) {
    return new PersonalToken(session, Secrets.random());
  }

  /** Whether a text means to be one, so that it is not parsed as anything else. */
  static boolean isMeant(String text) {
    return text.startsWith(PREFIX);
  }

  static Optional<PersonalToken> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new PersonalToken(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** What the client shows. */
  public String text() {
    return PREFIX + session + "_" + secret;
  }

  /** What the store keeps. */
  public String hash() {
    return Digest.hex(text());
  }

  boolean hashesTo(String hash) {
    return Secrets.same(hash(), hash);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "personal access token of session " + session;
  }
}
