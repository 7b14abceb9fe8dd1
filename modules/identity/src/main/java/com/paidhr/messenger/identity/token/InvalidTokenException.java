package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;

/** An access token that is not accepted; the message says why and may be shown. */
final class InvalidTokenException extends DomainException {

  InvalidTokenException(String detail) {
    super(ProblemType.UNAUTHENTICATED, detail);
  }
}
