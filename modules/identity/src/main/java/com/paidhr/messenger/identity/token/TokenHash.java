package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.shared.Digest;
import java.nio.ByteBuffer;

/**
 * SHA-256 of a token: what the memory of verified tokens knows it by, so that it holds no tokens
 * and little of each.
 */
record TokenHash(long a, long b, long c, long d) {

  static TokenHash of(String token) {
    ByteBuffer digest = ByteBuffer.wrap(Digest.bytes(token));
    return new TokenHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
  }
}
