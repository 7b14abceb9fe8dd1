package com.paidhr.messenger.embeddedstore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) for one user, without channel binding.
 * The password is random and never chosen by people, so 4,096 iterations, the least that drivers
 * accept, are enough. It must be ASCII, since it is not prepared.
 */
final class ScramServer {

  private static final int ITERATIONS = 4_096;
  private static final int RANDOM_BYTES = 18;
  private static final Pattern FIRST =
      Pattern.compile("(?<gs2>[ny],,)(?<bare>n=(?<user>[^,]+),r=(?<nonce>[!-+\\--~]+))");
  private static final Pattern FINAL =
      Pattern.compile(
          "(?<plain>c=(?<gs2>[^,]+),r=(?<nonce>[!-+\\--~]+)),p=(?<proof>[A-Za-z0-9+/=]+)");

  private final String user;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  ScramServer(String user, String password) {
    this(user, password, random());
  }

  ScramServer(String user, String password, byte[] salt) {
    this.user = user;
    this.salt = salt.clone();
    byte[] salted = salted(password, salt);
    this.storedKey = sha256(hmac(salted, "Client Key"));
    this.serverKey = hmac(salted, "Server Key");
  }

  /** What a client said is not right; which part of it is not told. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Answers a client's first message. */
  Exchange begin(String clientFirst) throws RefusedException {
    return begin(clientFirst, Base64.getEncoder().encodeToString(random()));
  }

  Exchange begin(String clientFirst, String ownNonce) throws RefusedException {
    Matcher first = FIRST.matcher(clientFirst);
    if (!first.matches() || !first.group("user").equals(user)) {
      throw new RefusedException();
    }
    return new Exchange(first.group("gs2"), first.group("bare"), first.group("nonce") + ownNonce);
  }

  /** One sign-in that has begun. */
  final class Exchange {
    private final String gs2;
    private final String clientFirst;
    private final String nonce;

    private Exchange(String gs2, String clientFirst, String nonce) {
      this.gs2 = Base64.getEncoder().encodeToString(gs2.getBytes(StandardCharsets.US_ASCII));
      this.clientFirst = clientFirst;
      this.nonce = nonce;
    }

    /** The server's first message. */
    String challenge() {
      return "r=%s,s=%s,i=%d"
          .formatted(nonce, Base64.getEncoder().encodeToString(salt), ITERATIONS);
    }

    /** Checks the client's last message and returns the server's. */
    String finish(String clientFinal) throws RefusedException {
      Matcher last = FINAL.matcher(clientFinal);
      if (!last.matches() || !last.group("gs2").equals(gs2) || !last.group("nonce").equals(nonce)) {
        throw new RefusedException();
      }
      String said = clientFirst + "," + challenge() + "," + last.group("plain");
      if (!proves(decoded(last.group("proof")), hmac(storedKey, said))) {
        throw new RefusedException();
      }
      return "v=" + Base64.getEncoder().encodeToString(hmac(serverKey, said));
    }

    private boolean proves(byte[] proof, byte[] signature) {
      if (proof.length != signature.length) {
        return false;
      }
      byte[] clientKey = new byte[proof.length];
      for (int i = 0; i < proof.length; i++) {
        clientKey[i] = (byte) (proof[i] ^ signature[i]);
      }
      return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }
  }

  private static byte[] decoded(String base64) throws RefusedException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new RefusedException();
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static byte[] salted(String password, byte[] salt) {
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
