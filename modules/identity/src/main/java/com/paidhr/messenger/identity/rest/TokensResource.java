package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.IssuedTokens;
import com.paidhr.messenger.identity.application.SignIn;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.limits.ClientAddress;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sessions of users: opened and continued by tokens, ended by their owner. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class TokensResource {
  private final SignIn signIn;
  private final ClientAddress addresses;
  private final BuiltInIssuer issuer;
  private final JsonWebToken token;

  @Inject
  TokensResource(SignIn signIn, ClientAddress addresses, BuiltInIssuer issuer, JsonWebToken token) {
    this.signIn = signIn;
    this.addresses = addresses;
    this.issuer = issuer;
    this.token = token;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirementsSet
  @Operation(
      operationId = "createTokens",
      summary = "Sign in, or continue a session",
      description =
          "Takes username and password, or a refresh token. Users with a second factor give a code,"
              + " too; without one the problem is second-factor-required. A refresh token is good"
              + " once: each answer brings the next one. Within ten seconds it brings the same one"
              + " again; using an old one later ends the session.")
  @APIResponse(
      responseCode = "200",
      description = "An access token and the next refresh token",
      content = @Content(schema = @Schema(implementation = TokenView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read, or mixes both ways")
  @APIResponse(responseCode = "401", description = "The credentials are not valid, or need a code")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "422", description = "A field is missing")
  @APIResponse(
      responseCode = "429",
      description = "Too many failed attempts; Retry-After says when to come back")
  @RateLimited(RateLimit.LOGIN)
  public Response create(TokenRequest request, @Context ContainerRequestContext exchange) {
    issuer.require();
    IssuedTokens issued =
        issue(
            request,
            addresses.of(exchange),
            Device.of(exchange.getHeaderString(HttpHeaders.USER_AGENT)));
    return Response.ok(TokenView.of(issued)).build();
  }

  @DELETE
  @Path("/current")
  @Operation(
      operationId = "revokeCurrentTokens",
      summary = "Sign out",
      description =
          "Ends the session of the token that the request carries: its refresh token at once, its"
              + " access tokens within a second.")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "204", description = "The session has ended")
  @APIResponse(responseCode = "401", description = "No valid access token")
  public void revoke() {
    issuer.require();
    String session = token.getClaim("sid");
    if (session != null) {
      signIn.revoke(new UserId(token.getSubject()), session);
    }
  }

  private IssuedTokens issue(TokenRequest request, String address, @Nullable String device) {
    String refreshToken = request.refreshToken();
    String username = request.username();
    String password = request.password();
    if (refreshToken != null) {
      if (username != null || password != null || request.code() != null) {
        throw DomainException.withViolations(
            ProblemType.MALFORMED_REQUEST,
            List.of(new Violation("/refreshToken", "Comes without username, password and code")));
      }
      return signIn.withRefreshToken(refreshToken);
    }
    if (username != null && password != null) {
      return signIn.withPassword(username, password, request.code(), address, device);
    }
    new Violations()
        .check(username != null, "/username", "This field is required")
        .check(password != null, "/password", "This field is required")
        .throwIfAny();
    throw new IllegalStateException("One of both is missing");
  }
}
