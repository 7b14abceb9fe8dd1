package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.Secrets;
import java.util.Optional;

/**
 * What the holder of an invite link shows: the link's id and a secret of 256 bits, written {@code
 * <id>.<secret>}.
 */
public record InviteToken(String inviteId, String secret) {

  /** A token for a new link. */
  public static InviteToken issue(String inviteId) {
    return new InviteToken(inviteId, Secrets.random());
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
    return Digest.hex(secret);
  }

  /** Whether it opens this link; takes the same time for every wrong secret. */
  public boolean opens(Invite invite) {
    return Secrets.same(secretHash(), invite.secretHash());
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
