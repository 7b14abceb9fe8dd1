package com.paidhr.messenger.app.security;

import com.paidhr.messenger.identity.AccessTokens;
import com.paidhr.messenger.shared.DomainException;
import io.helidon.microprofile.security.SecurityCdiExtension;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Role;
import io.helidon.security.SecurityResponse;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Authenticates requests for the platform's MicroProfile JWT, in place of its own provider: that
 * one reads the keys once, so they could not rotate, and it accepts tokens that are not valid yet
 * or demand unknown extensions.
 */
@ApplicationScoped
class AccessTokenProvider implements AuthenticationProvider {
  /** The name under which the platform would register its own, and does not if it is taken. */
  private static final String PROVIDER = "mp-jwt-auth";

  private static final int BEFORE_THE_PLATFORMS = Interceptor.Priority.PLATFORM_BEFORE + 4;
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;

  @Inject
  AccessTokenProvider(AccessTokens tokens) {
    this.tokens = tokens;
  }

  void register(
      @Observes @Priority(BEFORE_THE_PLATFORMS) @Initialized(ApplicationScoped.class) Object start,
      BeanManager beans) {
    beans
        .getExtension(SecurityCdiExtension.class)
        .securityBuilder()
        .addAuthenticationProvider(this, PROVIDER);
  }

  @Override
  public AuthenticationResponse authenticate(ProviderRequest request) {
    List<String> headers = request.env().headers().getOrDefault("Authorization", List.of());
    if (headers.isEmpty()) {
      return challenge("An access token is needed", "");
    }
    String header = headers.getFirst();
    if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return challenge("The Authorization header is not one Bearer token", "invalid_request");
    }
    try {
      return AuthenticationResponse.success(
          subject(tokens.verify(header.substring(SCHEME.length()).strip())));
    } catch (DomainException e) {
      if (e.type().status() != 401) {
        throw e;
      }
      return challenge(String.valueOf(e.getMessage()), "invalid_token");
    }
  }

  private static Subject subject(JsonWebToken token) {
    Subject.Builder subject = Subject.builder().principal(new TokenPrincipal(token));
    token.getGroups().forEach(role -> subject.addGrant(Role.create(role)));
    return subject.build();
  }

  private static AuthenticationResponse challenge(String detail, String error) {
    String challenge =
        "Bearer realm=\"messenger\""
            + (error.isEmpty()
                ? ""
                : ", error=\"" + error + "\", error_description=\"" + detail + "\"");
    return AuthenticationResponse.builder()
        .status(SecurityResponse.SecurityStatus.FAILURE_FINISH)
        .statusCode(401)
        .description(detail)
        .responseHeader("WWW-Authenticate", challenge)
        .build();
  }
}
