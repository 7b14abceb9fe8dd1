package com.paidhr.messenger.identity.mongo;

import com.nimbusds.jose.jwk.ECKey;
import com.paidhr.messenger.identity.token.SigningKey;
import com.paidhr.messenger.shared.seal.Seal;
import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.text.ParseException;
import java.time.Instant;

/**
 * Collection {@code signingKeys}. The {@code _id} is the key's number, so the insert decides which
 * node made it. {@code jwk} holds the private key, sealed where there is a {@link Seal key for it};
 * where not, who reads this collection can make tokens.
 */
@Entity("signingKeys")
public record SigningKeyDocument(
    @Id String id, @Column String jwk, @Column Instant createdAt, @Column Instant signsFrom) {

  static SigningKeyDocument of(SigningKey key, Seal seal) {
    return new SigningKeyDocument(
        idOf(key), seal.seal(key.pair().toJSONString()), key.createdAt(), key.signsFrom());
  }

  static String idOf(SigningKey key) {
    return Long.toString(key.number());
  }

  SigningKey toKey(Seal seal) {
    try {
      return new SigningKey(Long.parseLong(id), ECKey.parse(seal.open(jwk)), createdAt, signsFrom);
    } catch (ParseException e) {
      throw new IllegalStateException("Signing key " + id + " cannot be read", e);
    }
  }
}
