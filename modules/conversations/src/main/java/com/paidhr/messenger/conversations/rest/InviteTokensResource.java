package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.AcceptInvite;
import com.paidhr.messenger.conversations.application.BrowseConversations;
import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invite links, for those who hold one. */
@Path("/invites/{token}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class InviteTokensResource {
  private final Caller caller;
  private final AcceptInvite accept;
  private final BrowseConversations browse;

  @Inject
  InviteTokensResource(Caller caller, AcceptInvite accept, BrowseConversations browse) {
    this.caller = caller;
    this.accept = accept;
    this.browse = browse;
  }

  /** The caller joins the group of the link. */
  @POST
  @Operation(
      operationId = "acceptInvite",
      summary = "Join a group by an invite link",
      description = "Messages from before the join are not seen.")
  @APIResponse(
      responseCode = "201",
      description = "Joined",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Was a member already",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(responseCode = "404", description = "The token opens nothing")
  @APIResponse(responseCode = "409", description = "Expired, used up, archived or full")
  @RateLimited(RateLimit.INVITE)
  public Response join(@PathParam("token") String token) {
    EnterConversation.Entered entered = accept.accept(caller.id(), token);
    ConversationId id = entered.member().conversation();
    Response.ResponseBuilder answer =
        entered.isNew() ? Response.created(URI.create("/conversations/" + id)) : Response.ok();
    return answer.entity(ConversationView.of(browse.one(caller.id(), id), caller.id())).build();
  }
}
