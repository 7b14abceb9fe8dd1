package com.paidhr.messenger.app.security;

import com.paidhr.messenger.app.http.RequestMetrics;
import com.paidhr.messenger.identity.SecondFactorSetup;
import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.shared.DomainException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.glassfish.jersey.server.ExtendedUriInfo;

/**
 * Holds personal access tokens to their scopes, one rule for all routes: what is below {@code
 * /admin} needs {@code ADMIN}, else reading needs {@code READ} and anything else {@code WRITE}. The
 * account can be read but not changed, and its sessions, second factor and exports are out of
 * reach. A webhook is told what its user may read, so whoever changes one needs both. What needs no
 * token needs no scope. Tokens of users who must set up a second factor do that, or sign out.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
class ScopeFilter implements ContainerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String TICKET = "/events/ticket";
  private static final String ADMINISTRATION = "/admin";
  private static final String ACCOUNT = "/users/me";
  private static final String SESSIONS = "/users/me/sessions";
  private static final String EXPORTS = "/users/me/exports";
  private static final String WEBHOOKS = "/users/me/webhooks";
  private static final String SECOND_FACTOR = "/users/me/second-factor";
  private static final String SIGN_OUT = "/tokens/current";

  @Override
  public void filter(ContainerRequestContext request) {
    if (!(request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token)
        || !needsToken(request)) {
      return;
    }
    String route = RequestMetrics.routeOf(request);
    if (!isIn(SECOND_FACTOR, route) && !route.equals(SIGN_OUT)) {
      SecondFactorSetup.requireDone(token);
    }
    if (TokenScope.limits(token)) {
      check(route, READING.contains(request.getMethod()), token);
    }
  }

  private static boolean needsToken(ContainerRequestContext request) {
    return !(request.getUriInfo() instanceof ExtendedUriInfo uri
        && uri.getMatchedResourceMethod() != null
        && uri.getMatchedResourceMethod()
            .getInvocable()
            .getHandlingMethod()
            .isAnnotationPresent(PermitAll.class));
  }

  private static void check(String route, boolean reads, JsonWebToken token) {
    if (isIn(ADMINISTRATION, route)) {
      TokenScope.ADMIN.require(token);
    } else if (isIn(WEBHOOKS, route)) {
      TokenScope.READ.require(token);
      if (!reads) {
        TokenScope.WRITE.require(token);
      }
    } else if (isAccount(route, reads)) {
      throw DomainException.forbidden("A personal access token does nothing with the account");
    } else {
      (reads || route.equals(TICKET) ? TokenScope.READ : TokenScope.WRITE).require(token);
    }
  }

  private static boolean isAccount(String route, boolean reads) {
    return isIn(SESSIONS, route)
        || isIn(SECOND_FACTOR, route)
        || isIn(EXPORTS, route)
        || route.equals(SIGN_OUT)
        || (!reads && isIn(ACCOUNT, route));
  }

  private static boolean isIn(String part, String route) {
    return route.equals(part) || route.startsWith(part + "/");
  }
}
