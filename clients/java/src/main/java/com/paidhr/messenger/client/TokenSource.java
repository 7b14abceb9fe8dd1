package com.paidhr.messenger.client;

import com.paidhr.messenger.client.invoker.ApiException;

/** Where the token of a request comes from. */
interface TokenSource {

  /**
   * A token that is valid for a while.
   *
   * @throws ApiException when there is none and none is given any more
   */
  String token() throws ApiException;

  /** The service does not take the present token any more; one that is given stays as it is. */
  default void forget() {}
}
