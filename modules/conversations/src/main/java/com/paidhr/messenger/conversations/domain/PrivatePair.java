package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two users of a private conversation, or the one of a note to self. Its id is derived from
 * them and a secret, so it can exist only once, and nobody else can tell it from the two public
 * ids.
 *
 * @param users both, in the order of their ids; only one of a note to self
 */
public record PrivatePair(List<UserId> users) {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 25;

  /** The pair of two users, in either order; twice the same is one's note to self. */
  public static PrivatePair of(UserId one, UserId other) {
    return new PrivatePair(Stream.of(one, other).distinct().sorted().toList());
  }

  /** {@code p} and 125 bits of a keyed hash in base 32. */
  public ConversationId conversation(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      return id(mac.doFinal(text()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
    }
  }

  /** The id from before there was a secret, which conversations of that time keep. */
  public ConversationId formerConversation() {
    try {
      return id(MessageDigest.getInstance("SHA-256").digest(text()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private byte[] text() {
    return (users.getFirst() + ":" + users.getLast()).getBytes(StandardCharsets.UTF_8);
  }

  private static ConversationId id(byte[] hash) {
    StringBuilder id = new StringBuilder("p");
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(fiveBits(hash, i * 5)));
    }
    return new ConversationId(id.toString());
  }

  private static int fiveBits(byte[] hash, int bit) {
    int pair = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
    return pair >> (11 - bit % 8) & 31;
  }
}
