package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.EndSecondFactor;
import com.paidhr.messenger.identity.application.SetUpSecondFactor;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.shared.limits.ClientAddress;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's second factor: codes of an authenticator, asked for at each sign-in. */
@Path("/users/me/second-factor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class SecondFactorResource {
  private final SecondFactors factors;
  private final SetUpSecondFactor setUp;
  private final EndSecondFactor endSecondFactor;
  private final IdentitySettings settings;
  private final ClientAddress addresses;
  private final BuiltInIssuer issuer;
  private final Caller caller;
  private final JsonWebToken token;

  @Inject
  SecondFactorResource(
      SecondFactors factors,
      SetUpSecondFactor setUp,
      EndSecondFactor endSecondFactor,
      IdentitySettings settings,
      ClientAddress addresses,
      BuiltInIssuer issuer,
      Caller caller,
      JsonWebToken token) {
    this.factors = factors;
    this.setUp = setUp;
    this.endSecondFactor = endSecondFactor;
    this.settings = settings;
    this.addresses = addresses;
    this.issuer = issuer;
    this.caller = caller;
    this.token = token;
  }

  @GET
  @Operation(
      operationId = "getMySecondFactor",
      summary = "Show whether the caller has a second factor",
      description = "And how many recovery codes are left.")
  @APIResponse(responseCode = "200", description = "What there is")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  public SecondFactorView get() {
    issuer.require();
    return SecondFactorView.of(factors.find(caller.id()).orElse(null), settings.secondFactor());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "proposeMySecondFactor",
      summary = "Begin to set up a second factor",
      description =
          "Answers a secret for an authenticator (TOTP, RFC 6238), shown this once. It is in force"
              + " when /confirmation has seen a code; asking again before that replaces it.")
  @APIResponse(
      responseCode = "201",
      description = "The secret",
      content = @Content(schema = @Schema(implementation = SecondFactorSecretView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "409", description = "A second factor is in force")
  @APIResponse(responseCode = "422", description = "This is not the current password")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords")
  public Response propose(SecondFactorRequest request, @Context ContainerRequestContext exchange) {
    issuer.require();
    return Response.status(Response.Status.CREATED)
        .entity(
            SecondFactorSecretView.of(
                setUp.propose(caller.id(), request.currentPassword(), addresses.of(exchange))))
        .build();
  }

  @POST
  @Path("/confirmation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "confirmMySecondFactor",
      summary = "Put the second factor in force by a first code",
      description =
          "From now on each sign-in needs a code. All other sessions end. Answers recovery codes,"
              + " shown this once, each good once in place of a code.")
  @APIResponse(responseCode = "200", description = "The recovery codes")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "409", description = "No second factor waits for a code")
  @APIResponse(responseCode = "422", description = "This is not the authenticator's present code")
  @APIResponse(responseCode = "429", description = "Too many wrong codes")
  public RecoveryCodesView confirm(SecondFactorCodeRequest request) {
    issuer.require();
    String session = token.getClaim("sid");
    return new RecoveryCodesView(setUp.confirm(caller.id(), request.code(), session));
  }

  @POST
  @Path("/removal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "endMySecondFactor",
      summary = "End the second factor",
      description = "Asks for the password and for a code, or a recovery code.")
  @APIResponse(responseCode = "204", description = "A sign-in needs no code any more")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "409", description = "No second factor is in force")
  @APIResponse(responseCode = "422", description = "The password or the code is wrong")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords or codes")
  public void end(SecondFactorEndRequest request, @Context ContainerRequestContext exchange) {
    issuer.require();
    endSecondFactor.end(
        caller.id(), request.currentPassword(), request.code(), addresses.of(exchange));
  }
}
