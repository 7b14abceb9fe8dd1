package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.UserId;

/** The names by which an external issuer and this service know the same user. */
public final class ExternalSubject {
  private static final int ID_LENGTH = 32;

  private ExternalSubject() {}

  /** The id of the user whom the issuer calls so: the same on every node and for ever. */
  public static UserId idOf(String issuer, String subject) {
    return new UserId("o" + Digest.hex(issuer + "\n" + subject).substring(0, ID_LENGTH));
  }
}
