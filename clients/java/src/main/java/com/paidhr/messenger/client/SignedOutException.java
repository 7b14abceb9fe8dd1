package com.paidhr.messenger.client;

import com.paidhr.messenger.client.invoker.ApiException;

/** The user's token ended and could not be renewed; the cause says what the service answered. */
public final class SignedOutException extends RuntimeException {
  SignedOutException(ApiException cause) {
    super("The token could not be renewed: status " + cause.getCode(), cause);
  }
}
