package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.MakePersonalToken;
import com.paidhr.messenger.shared.limits.ClientAddress;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Personal access tokens, for scripts. They are listed and ended as the sessions that they are. */
@Path("/users/me/access-tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class PersonalTokensResource {
  private final MakePersonalToken makePersonalToken;
  private final ClientAddress addresses;
  private final BuiltInIssuer issuer;
  private final Caller caller;

  @Inject
  PersonalTokensResource(
      MakePersonalToken makePersonalToken,
      ClientAddress addresses,
      BuiltInIssuer issuer,
      Caller caller) {
    this.makePersonalToken = makePersonalToken;
    this.addresses = addresses;
    this.issuer = issuer;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createAccessToken",
      summary = "Make a personal access token for a script",
      description =
          "It does what its scopes say until it expires, and never anything with the account."
              + " /users/me/sessions lists it and ends it; a new password and a change of roles"
              + " end it, too.")
  @APIResponse(
      responseCode = "201",
      description = "The token, which cannot be seen again; DELETE of its address ends it",
      content = @Content(schema = @Schema(implementation = PersonalTokenView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "409", description = "The user has fifty")
  @APIResponse(
      responseCode = "422",
      description = "A field is not valid, or this is not the current password")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords")
  public Response create(PersonalTokenRequest request, @Context ContainerRequestContext exchange) {
    issuer.require();
    PersonalTokenView made =
        PersonalTokenView.of(
            makePersonalToken.make(caller.id(), request.toWish(), addresses.of(exchange)));
    return Response.created(URI.create("/users/me/sessions/" + made.session().id()))
        .entity(made)
        .build();
  }
}
