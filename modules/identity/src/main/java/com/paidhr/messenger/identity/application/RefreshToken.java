package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opaque refresh token, written {@code <session>.<secret>.<proof>}. The store keeps only a hash
 * of it. The proof is made with the session's key, so that an old token, which the store has
 * forgotten, is still told from one that somebody made up.
 */
record RefreshToken(String session, String secret, String proof) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]{1,64})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");
  private static final int BYTES = 32;

  /** A key for the proofs of a new session. */
  static String newProofKey() {
    return Secrets.random();
  }

  static RefreshToken next(String session, String proofKey) {
    String secret = Secrets.random();
    return new RefreshToken(session, secret, proof(session, secret, proofKey));
  }

  static Optional<RefreshToken> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new RefreshToken(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** The next token's secret in a form that is worth nothing without this token. */
  String seal(RefreshToken next) {
    return encode(mask(bytes(next.secret)));
  }

  /** The next token, whose secret this one has sealed. */
  RefreshToken unseal(String sealed, String proofKey) {
    String next = encode(mask(bytes(sealed)));
    return new RefreshToken(session, next, proof(session, next, proofKey));
  }

  /** Each secret masks one other only, so the mask hides it completely. */
  private byte[] mask(byte[] other) {
    byte[] mask = mac(bytes(secret), "next");
    for (int i = 0; i < BYTES; i++) {
      mask[i] ^= other[i];
    }
    return mask;
  }

  /** Whether this token was made for the session with this key, however long ago. */
  boolean wasMadeWith(String proofKey) {
    return Secrets.same(proof, proof(session, secret, proofKey));
  }

  boolean hashesTo(String hash) {
    return Secrets.same(hash(), hash);
  }

  String hash() {
    return encode(Digest.bytes(text()));
  }

  String text() {
    return session + "." + secret + "." + proof;
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "refresh token of session " + session;
  }

  private static String proof(String session, String secret, String proofKey) {
    return encode(mac(bytes(proofKey), session + "." + secret));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  private static byte[] bytes(String encoded) {
    return Base64.getUrlDecoder().decode(encoded);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
