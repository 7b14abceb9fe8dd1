package com.paidhr.messenger.identity.mongo;

import com.nimbusds.jose.jwk.ECKey;
import com.paidhr.messenger.identity.token.SigningKey;
import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.text.ParseException;
import java.time.Instant;

/**
 * Collection {@code signingKeys}. The {@code _id} is the key's number, so the insert decides which
 * node made it. {@code jwk} holds the private key: who reads this collection can make tokens.
 */
@Entity("signingKeys")
public record SigningKeyDocument(
    @Id String id, @Column String jwk, @Column Instant createdAt, @Column Instant signsFrom) {

  static SigningKeyDocument of(SigningKey key) {
    return new SigningKeyDocument(
        idOf(key), key.pair().toJSONString(), key.createdAt(), key.signsFrom());
  }

  static String idOf(SigningKey key) {
    return Long.toString(key.number());
  }

  SigningKey toKey() {
    try {
      return new SigningKey(Long.parseLong(id), ECKey.parse(jwk), createdAt, signsFrom);
    } catch (ParseException e) {
      throw new IllegalStateException("Signing key " + id + " cannot be read", e);
    }
  }
}
