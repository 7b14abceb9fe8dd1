package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.webhooks.application.ReplayLetters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters of the caller's webhooks. */
@Path("/users/me/webhooks/{id}/dead-letters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class WebhookLettersResource {
  private static final String NONE = "The caller has no such webhook";

  private final Caller caller;
  private final ReplayLetters letters;

  @Inject
  WebhookLettersResource(Caller caller, ReplayLetters letters) {
    this.caller = caller;
    this.letters = letters;
  }

  @GET
  @Operation(
      operationId = "listWebhookDeadLetters",
      summary = "List events that a webhook's receiver did not take",
      description = "The newest first; of older ones than the newest 1,000 nothing is kept.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "404", description = NONE)
  public Page<WebhookLetterView> list(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return letters.list(caller.id(), id, PageRequest.of(limit, cursor)).map(WebhookLetterView::of);
  }

  @POST
  @Path("/replay")
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "replayWebhookDeadLetters",
      summary = "Post all of a webhook's dead letters once more",
      description =
          "The oldest first, behind what is under way, under their own webhook-id. The first that"
              + " fails ends it.")
  @APIResponse(
      responseCode = "202",
      description = "How many they are",
      content = @Content(schema = @Schema(implementation = WebhookReplayView.class)))
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "409", description = "Nothing is sent to this webhook")
  @APIResponse(responseCode = "429", description = "Too many of these requests")
  public Response replayAll(@PathParam("id") String id) {
    return Response.accepted(new WebhookReplayView(letters.replayAll(caller.id(), id))).build();
  }

  @POST
  @Path("/{letterId}/replay")
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "replayWebhookDeadLetter",
      summary = "Post a dead letter once more",
      description =
          "Under its own webhook-id, as it is now; one that the user may not see any more is"
              + " dropped.")
  @APIResponse(
      responseCode = "202",
      description = "It will be posted",
      content = @Content(schema = @Schema(implementation = WebhookReplayView.class)))
  @APIResponse(responseCode = "404", description = NONE + ", or it has no such dead letter")
  @APIResponse(responseCode = "409", description = "Nothing is sent to this webhook")
  @APIResponse(responseCode = "429", description = "Too many of these requests")
  public Response replay(@PathParam("id") String id, @PathParam("letterId") String letterId) {
    letters.replay(caller.id(), id, letterId);
    return Response.accepted(new WebhookReplayView(1)).build();
  }
}
