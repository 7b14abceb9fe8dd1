package com.paidhr.messenger.conversations.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the holder of an invite link shows: the link's id and a secret of 256 bits, written {@code
 * <id>.<secret>}.
 */
public record InviteToken(String inviteId, String secret) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /** A token for a new link. */
  public static InviteToken issue(String inviteId) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new InviteToken(
        inviteId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads a token; empty when it cannot be one. */
  public static Optional<InviteToken> parse(String text) {
    int dot = text.indexOf('.');
    return dot < 1 || text.length() > 200
        ? Optional.empty()
        : Optional.of(new InviteToken(text.substring(0, dot), text.substring(dot + 1)));
  }

  /** The form in which the store keeps the secret. */
  public String secretHash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Whether it opens this link; takes the same time for every wrong secret. */
  public boolean opens(Invite invite) {
    return MessageDigest.isEqual(
        secretHash().getBytes(StandardCharsets.US_ASCII),
        invite.secretHash().getBytes(StandardCharsets.US_ASCII));
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return inviteId + ".…";
  }

  /** The token as it is handed out, once. */
  public String value() {
    return inviteId + "." + secret;
  }
}
