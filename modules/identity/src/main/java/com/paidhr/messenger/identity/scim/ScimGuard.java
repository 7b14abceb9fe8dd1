package com.paidhr.messenger.identity.scim;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Scim;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Lets in who shows one of the directory's tokens. Tokens of users are none of them, whatever their
 * roles; where no token is set nobody comes in, and is told no more.
 */
@Provider
@ApplicationScoped
@ScimDoor
@Priority(Priorities.AUTHORIZATION + 600)
public class ScimGuard implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Scim scim;

  @Inject
  ScimGuard(IdentitySettings settings) {
    this.scim = settings.scim();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    List<String> headers = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
    if (headers.size() != 1
        || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !scim.admits(headers.getFirst().substring(SCHEME.length()).strip())) {
      throw new DomainException(
          ProblemType.UNAUTHENTICATED, "A token of the issuer's directory is needed");
    }
  }
}
