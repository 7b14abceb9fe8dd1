package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.token.SigningKey;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signing key without its secret. */
@Schema(name = "SigningKey")
public record SigningKeyView(String kid, Instant createdAt, Instant signsFrom) {

  static SigningKeyView of(SigningKey key) {
    return new SigningKeyView(key.kid(), key.createdAt(), key.signsFrom());
  }
}
