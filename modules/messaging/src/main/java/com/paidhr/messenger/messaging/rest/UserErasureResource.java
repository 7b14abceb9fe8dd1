package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.EraseUsers;
import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases users, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/users/{id}/erasure")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class UserErasureResource {
  private final Caller caller;
  private final EraseUsers eraseUsers;

  @Inject
  UserErasureResource(Caller caller, EraseUsers eraseUsers) {
    this.caller = caller;
    this.eraseUsers = eraseUsers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "eraseUser",
      summary = "Erase a user",
      description =
          "The user is deactivated at once; name, email, credentials, webhooks, blocks and reasons"
              + " of reports go soon after. What they wrote stays without a name (ANONYMIZE) or is"
              + " removed with its files (REMOVE). It cannot be taken back. Again with the same"
              + " policy answers with the same erasure.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun; Location says how far it is",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such user")
  @APIResponse(
      responseCode = "409",
      description =
          "Nobody else administrates, the user is under a legal hold, or is erased by the other"
              + " policy")
  @APIResponse(responseCode = "422", description = "The policy is missing")
  public Response begin(@PathParam("id") UserId id, ErasureRequest request) {
    caller.requireAdmin();
    Erasure erasure = eraseUsers.begin(caller.id(), id, request.policy());
    return Response.accepted(ErasureView.of(erasure))
        .location(UriBuilder.fromPath("/admin/erasures/{id}").build(erasure.id()))
        .build();
  }
}
