package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.MarkMessage;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reactions and pins. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class MessageMarksResource {
  private final Caller caller;
  private final MarkMessage markMessage;

  @Inject
  MessageMarksResource(Caller caller, MarkMessage markMessage) {
    this.caller = caller;
    this.markMessage = markMessage;
  }

  @PUT
  @Path("/{id}/reactions/{emoji}")
  @Operation(
      operationId = "addReaction",
      summary = "React",
      description = "One reaction per user and emoji; repeating it changes nothing.")
  @APIResponse(responseCode = "204", description = "The reaction is there")
  @APIResponse(responseCode = "403", description = "The caller is not a member")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "Deleted, archived, or 500 reactions")
  @APIResponse(responseCode = "422", description = "Not exactly one emoji")
  @RateLimited(RateLimit.REACTION)
  public void react(
      @PathParam("id") MessageId id,
      @Parameter(description = "One emoji, percent-encoded") @PathParam("emoji") String emoji) {
    markMessage.react(caller.id(), id, emoji);
  }

  @DELETE
  @Path("/{id}/reactions/{emoji}")
  @Operation(
      operationId = "removeReaction",
      summary = "Take a reaction back",
      description = "The own one. One that is not there is no error.")
  @APIResponse(responseCode = "204", description = "The reaction is not there")
  @APIResponse(responseCode = "403", description = "The caller is not a member")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "Archived")
  @APIResponse(responseCode = "422", description = "Not exactly one emoji")
  @RateLimited(RateLimit.REACTION)
  public void unreact(
      @PathParam("id") MessageId id,
      @Parameter(description = "One emoji, percent-encoded") @PathParam("emoji") String emoji) {
    markMessage.unreact(caller.id(), id, emoji);
  }

  @POST
  @Path("/{id}/pin")
  @Operation(
      operationId = "pinMessage",
      summary = "Pin",
      description = "Members pin; in a channel its admins. GET /messages?pinned=true lists.")
  @APIResponse(responseCode = "204", description = "Pinned")
  @APIResponse(responseCode = "403", description = "The caller may not pin here")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "Deleted or archived")
  @RateLimited(RateLimit.REACTION)
  public void pin(@PathParam("id") MessageId id) {
    markMessage.pin(caller.id(), id, true);
  }

  @DELETE
  @Path("/{id}/pin")
  @Operation(
      operationId = "unpinMessage",
      summary = "Take the pin off",
      description = "For those who may pin. A message that is not pinned is no error.")
  @APIResponse(responseCode = "204", description = "Not pinned")
  @APIResponse(responseCode = "403", description = "The caller may not pin here")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "Deleted or archived")
  @RateLimited(RateLimit.REACTION)
  public void unpin(@PathParam("id") MessageId id) {
    markMessage.pin(caller.id(), id, false);
  }
}
