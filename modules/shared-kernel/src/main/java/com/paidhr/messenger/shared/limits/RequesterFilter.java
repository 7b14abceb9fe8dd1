package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Notes who a request is made by, once its token has been checked, and tells what is left of the
 * rates that it was counted in, or of the one that refused it: {@code RateLimit-Limit}, {@code
 * -Remaining} and {@code -Reset}, the seconds until all of it is back.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION + 500)
public class RequesterFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final ClientAddress addresses;
  private final Caller caller;

  @Inject
  RequesterFilter(ClientAddress addresses, Caller caller) {
    this.addresses = addresses;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Allowance.forget();
    new Requester(addresses.of(request), caller.known().map(UserId::value).orElse(null)).begin();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Allowance left = Allowance.toTell(response.getStatus());
    if (left != null) {
      response.getHeaders().putSingle("RateLimit-Limit", left.limit());
      response.getHeaders().putSingle("RateLimit-Remaining", left.remaining());
      response.getHeaders().putSingle("RateLimit-Reset", left.reset().plusMillis(999).toSeconds());
    }
    Allowance.forget();
    Requester.clear();
  }
}
