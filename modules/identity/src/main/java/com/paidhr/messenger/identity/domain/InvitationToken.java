package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.Secrets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is handed to those who are invited: the invitation's id and a secret of 256 random bits,
 * written {@code <id>.<secret>}.
 */
public record InvitationToken(String id, String secret) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,64})\\.([A-Za-z0-9_-]{43})");

  /** A token for a new invitation. */
  public static InvitationToken of(String id) {
    return new InvitationToken(id, Secrets.random());
  }

  /** Reads a token; empty when it cannot be one. */
  public static Optional<InvitationToken> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new InvitationToken(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** The token as it is handed out, once. */
  public String text() {
    return id + "." + secret;
  }

  /** What the store keeps. */
  public String hash() {
    return Digest.hex(secret);
  }

  /** Whether it opens this invitation; takes the same time for every wrong secret. */
  public boolean opens(Invitation invitation) {
    return Secrets.same(hash(), invitation.secretHash());
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "token of invitation " + id;
  }
}
