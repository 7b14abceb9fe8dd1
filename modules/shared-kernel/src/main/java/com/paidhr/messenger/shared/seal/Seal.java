package com.paidhr.messenger.shared.seal;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.seal.SealSettings.Key;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.List;

/**
 * Seals secrets before they are stored, as JWE (RFC 7516, AES-256 in GCM), with a key that the
 * store does not have. Without such a key they are stored as they are. No secret may begin as a JWE
 * does, with {@code eyJ}.
 */
@ApplicationScoped
public class Seal {
  /** Of an object in JSON, the JWE's header, in Base64. */
  private static final String BEGINNING = "eyJ";

  private final List<Key> keys;

  @Inject
  public Seal(SealSettings settings) {
    this.keys = settings.keys();
  }

  /** What is to be stored for a secret. */
  public String seal(String secret) {
    if (keys.isEmpty()) {
      return secret;
    }
    Key key = keys.getFirst();
    var sealed =
        new JWEObject(
            new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(key.id())
                .build(),
            new Payload(secret));
    try {
      sealed.encrypt(new DirectEncrypter(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("AES in GCM is part of every Java platform", e);
    }
    return sealed.serialize();
  }

  /**
   * The secret.
   *
   * @throws com.paidhr.messenger.shared.config.InvalidSettingException when the key that sealed it
   *     is not among ours
   */
  public String open(String stored) {
    if (isPlain(stored)) {
      return stored;
    }
    try {
      JWEObject sealed = JWEObject.parse(stored);
      sealed.decrypt(new DirectDecrypter(keyOf(sealed).bytes()));
      return sealed.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("A sealed secret was changed", e);
    }
  }

  /** Whether it would be stored in the same way now. */
  public boolean isCurrent(String stored) {
    if (isPlain(stored) || keys.isEmpty()) {
      return isPlain(stored) == keys.isEmpty();
    }
    try {
      return keys.getFirst().id().equals(JWEObject.parse(stored).getHeader().getKeyID());
    } catch (ParseException e) {
      throw new IllegalStateException("A sealed secret was changed", e);
    }
  }

  private Key keyOf(JWEObject sealed) {
    String id = sealed.getHeader().getKeyID();
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Settings.refuse(
                SealSettings.NAME,
                "does not have the key " + id + ", with which a secret in the store is sealed"));
  }

  private static boolean isPlain(String stored) {
    return !stored.startsWith(BEGINNING);
  }
}
