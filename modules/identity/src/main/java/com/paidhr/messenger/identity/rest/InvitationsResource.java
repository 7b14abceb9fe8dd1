package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.InviteUsers;
import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Invitations by which people make accounts of their own. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/invitations")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class InvitationsResource {
  private final InviteUsers invite;
  private final BuiltInIssuer issuer;
  private final Caller caller;

  @Inject
  InvitationsResource(InviteUsers invite, BuiltInIssuer issuer, Caller caller) {
    this.invite = invite;
    this.issuer = issuer;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createInvitation",
      summary = "Make an invitation by which people register",
      description =
          "Who shows its token in POST /users becomes a user with its role, also where registration"
              + " is for administrators, until it expires, is spent or revoked, or its maker does"
              + " not administrate any more. There are at most 1,000.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation, and its token, which cannot be seen again",
      content = @Content(schema = @Schema(implementation = MadeInvitationView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "Users come from the external issuer")
  @APIResponse(responseCode = "409", description = "There are 1,000")
  @APIResponse(responseCode = "422", description = "Fields are not valid; errors name each")
  public Response create(@RequestBody(required = false) @Nullable InvitationRequest request) {
    caller.requireAdmin();
    issuer.require();
    InvitationRequest wanted =
        request == null ? new InvitationRequest(null, null, null, null) : request;
    return Response.status(Response.Status.CREATED)
        .entity(MadeInvitationView.of(invite.make(caller.id(), wanted.toWish())))
        .build();
  }

  @GET
  @Operation(
      operationId = "listInvitations",
      summary = "List invitations, the newest first, without tokens",
      description = "Spent ones too, and expired ones until the next is made.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  public Page<InvitationView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    Page<Invitation> found =
        Page.ofSurplus(
            invite.page(page.position(), page.limit() + 1),
            page.limit(),
            last -> PageRequest.encode(last.id()));
    return found.map(InvitationView::of);
  }

  @DELETE
  @Path("/{invitationId}")
  @Operation(
      operationId = "revokeInvitation",
      summary = "Revoke an invitation",
      description = "Who has come by it stays.")
  @APIResponse(responseCode = "204", description = "Nobody comes by it any more")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "No such invitation")
  public void revoke(@PathParam("invitationId") String id) {
    caller.requireAdmin();
    invite.revoke(caller.id(), id);
  }
}
