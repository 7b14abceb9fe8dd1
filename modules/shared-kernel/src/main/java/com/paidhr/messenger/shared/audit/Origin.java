package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.limits.Requester;
import com.paidhr.messenger.shared.rest.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Where something was asked for.
 *
 * @param address the network of the client; null where no request asked
 * @param requestId what {@code X-Request-Id} said; null where no request asked
 */
public record Origin(@Nullable String address, @Nullable String requestId) {
  /** Nobody knows any more, or the service itself. */
  public static final Origin UNKNOWN = new Origin(null, null);

  /** The request that the present thread serves, if it serves one. */
  static Origin current() {
    Requester requester = Requester.current();
    return requester.isService()
        ? UNKNOWN
        : new Origin(requester.address(), RequestId.current().orElse(null));
  }
}
