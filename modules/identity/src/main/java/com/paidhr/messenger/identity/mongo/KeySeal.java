package com.paidhr.messenger.identity.mongo;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.paidhr.messenger.identity.config.KeySealSettings;
import com.paidhr.messenger.identity.config.KeySealSettings.Key;
import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.List;

/**
 * Seals private keys before they are stored, as JWE (RFC 7516, AES-256 in GCM), with a key that the
 * store does not have. Without such a key they are stored as they are.
 */
@ApplicationScoped
class KeySeal {
  private final List<Key> keys;

  @Inject
  KeySeal(KeySealSettings settings) {
    this.keys = settings.keys();
  }

  /** What is to be stored for a private key's JSON. */
  String seal(String json) {
    if (keys.isEmpty()) {
      return json;
    }
    Key key = keys.getFirst();
    var sealed =
        new JWEObject(
            new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(key.id())
                .build(),
            new Payload(json));
    try {
      sealed.encrypt(new DirectEncrypter(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("AES in GCM is part of every Java platform", e);
    }
    return sealed.serialize();
  }

  /**
   * The private key's JSON.
   *
   * @throws com.paidhr.messenger.shared.config.InvalidSettingException when the key that sealed it
   *     is not among ours
   */
  String open(String stored) {
    if (isPlain(stored)) {
      return stored;
    }
    try {
      JWEObject sealed = JWEObject.parse(stored);
      sealed.decrypt(new DirectDecrypter(keyOf(sealed).bytes()));
      return sealed.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("A sealed signing key was changed", e);
    }
  }

  /** Whether it would be stored in the same way now. */
  boolean isCurrent(String stored) {
    if (isPlain(stored) || keys.isEmpty()) {
      return isPlain(stored) == keys.isEmpty();
    }
    try {
      return keys.getFirst().id().equals(JWEObject.parse(stored).getHeader().getKeyID());
    } catch (ParseException e) {
      throw new IllegalStateException("A sealed signing key was changed", e);
    }
  }

  private Key keyOf(JWEObject sealed) {
    String id = sealed.getHeader().getKeyID();
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Settings.refuse(
                KeySealSettings.NAME,
                "does not have the key "
                    + id
                    + ", with which a signing key in the store is sealed"));
  }

  private static boolean isPlain(String stored) {
    return stored.startsWith("{");
  }
}
