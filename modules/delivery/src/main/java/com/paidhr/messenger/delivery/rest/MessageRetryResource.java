package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.replay.Replays;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses.Seen;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets a sender try again for recipients that a message failed for. */
@Path("/messages/{id}/retry")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "delivery")
public class MessageRetryResource {
  private final Caller caller;
  private final DeliveryStatuses statuses;
  private final Replays replays;

  @Inject
  MessageRetryResource(Caller caller, DeliveryStatuses statuses, Replays replays) {
    this.caller = caller;
    this.statuses = statuses;
    this.replays = replays;
  }

  /**
   * @param replayed how many recipients it is tried again for
   */
  @Schema(name = "RetryResult")
  public record RetryView(MessageId messageId, int replayed) {}

  @POST
  @Operation(
      operationId = "retryMessage",
      summary = "Try a message again for the recipients that it failed for",
      description = "For its author. Attempts are counted anew; those who have it are left alone.")
  @APIResponse(
      responseCode = "202",
      description = "It is being tried again",
      content = @Content(schema = @Schema(implementation = RetryView.class)))
  @APIResponse(responseCode = "403", description = "Only the sender may do this")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "It failed for nobody, or is being tried again")
  @APIResponse(responseCode = "503", description = "The queue does not answer")
  public Response retry(@PathParam("id") MessageId id) {
    Seen seen = statuses.seenBy(caller.id(), id);
    if (!seen.message().sender().equals(caller.id())) {
      throw DomainException.forbidden("Only the sender may try a message again");
    }
    int replayed = replays.retry(caller.id(), id);
    if (replayed == 0) {
      throw DomainException.conflict("The message has no failed delivery that could be retried");
    }
    return Response.accepted(new RetryView(id, replayed)).build();
  }
}
