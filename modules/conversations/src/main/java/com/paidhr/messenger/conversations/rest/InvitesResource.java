package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.InviteLinks;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Invite links of a group, for its admins. */
@Path("/conversations/{id}/invites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class InvitesResource {
  private final Caller caller;
  private final InviteLinks links;

  @Inject
  InvitesResource(Caller caller, InviteLinks links) {
    this.caller = caller;
    this.links = links;
  }

  /** Makes a link. */
  @POST
  @Operation(
      operationId = "createInvite",
      summary = "Make an invite link; its token is shown only here",
      description =
          "For a group. Whoever has the token joins by POST /invites/{token}, until it expires or is used up.")
  @APIResponse(
      responseCode = "201",
      description = "The link with its token",
      content = @Content(schema = @Schema(implementation = InviteView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "403", description = "The caller is not an admin of the group")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Not a group, archived, or too many links")
  @APIResponse(responseCode = "422", description = "A limit is out of range")
  @RateLimited(RateLimit.INVITE)
  public Response create(
      @PathParam("id") ConversationId id,
      @RequestBody(required = false) @Nullable CreateInviteRequest request) {
    CreateInviteRequest limits = request == null ? new CreateInviteRequest(null, null) : request;
    InviteLinks.Issued issued = links.create(caller.id(), id, limits.expiresAt(), limits.maxUses());
    return Response.status(Response.Status.CREATED).entity(InviteView.of(issued)).build();
  }

  /** The links by which users can still join. */
  @GET
  @Operation(
      operationId = "listInvites",
      summary = "List the links that are neither expired nor used up, without tokens",
      description = "For those who may make links.")
  @APIResponse(responseCode = "200", description = "All of them in one page")
  @APIResponse(responseCode = "403", description = "The caller is not an admin of the group")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Not a group")
  public Page<InviteView> list(@PathParam("id") ConversationId id) {
    return new Page<>(links.list(caller.id(), id), null).map(InviteView::of);
  }

  /** Makes a link useless at once. */
  @DELETE
  @Path("/{inviteId}")
  @Operation(
      operationId = "revokeInvite",
      summary = "Revoke a link",
      description = "Who has joined by it stays a member.")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "403", description = "The caller is not an admin of the group")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Not a group")
  public void revoke(@PathParam("id") ConversationId id, @PathParam("inviteId") String inviteId) {
    links.revoke(caller.id(), id, inviteId);
  }
}
