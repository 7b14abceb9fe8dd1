package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.DeactivateOneself;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users who leave the organization by themselves. */
@Path("/users/me/deactivate")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class OwnDeactivationResource {
  private final DeactivateOneself deactivateOneself;
  private final ClientAddress addresses;
  private final BuiltInIssuer issuer;
  private final Caller caller;

  @Inject
  OwnDeactivationResource(
      DeactivateOneself deactivateOneself,
      ClientAddress addresses,
      BuiltInIssuer issuer,
      Caller caller) {
    this.deactivateOneself = deactivateOneself;
    this.addresses = addresses;
    this.issuer = issuer;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "deactivateMe",
      summary = "Deactivate the caller",
      description =
          "Ends all sessions, everywhere within a second. The messages stay; only an administrator"
              + " takes it back.")
  @APIResponse(responseCode = "204", description = "The caller is deactivated")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = "Users come from an external issuer")
  @APIResponse(responseCode = "409", description = "Nobody else administrates")
  @APIResponse(responseCode = "422", description = "This is not the current password")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords")
  public void deactivate(DeactivationRequest request, @Context ContainerRequestContext exchange) {
    issuer.require();
    deactivateOneself.deactivate(caller.id(), request.currentPassword(), addresses.of(exchange));
  }
}
