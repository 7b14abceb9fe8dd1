package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.OwnSchedules;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own scheduled messages. */
@Path("/messages/scheduled")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class ScheduledMessagesResource {
  private final Caller caller;
  private final OwnSchedules schedules;

  @Inject
  ScheduledMessagesResource(Caller caller, OwnSchedules schedules) {
    this.caller = caller;
    this.schedules = schedules;
  }

  @GET
  @Operation(
      operationId = "listScheduledMessages",
      summary = "List the caller's scheduled messages",
      description = "By the time to send at; without status those that wait or are being sent.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  public Page<ScheduledMessageView> list(
      @Parameter(description = "Only those in this state") @QueryParam("status")
          @Nullable State status,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return schedules
        .page(caller.id(), status, PageRequest.of(limit, cursor))
        .map(ScheduledMessageView::of);
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getScheduledMessage",
      summary = "Show a scheduled message",
      description = "For its author only.")
  @APIResponse(
      responseCode = "200",
      description = "The scheduled message, and what became of it",
      content = @Content(schema = @Schema(implementation = ScheduledMessageView.class)))
  @APIResponse(responseCode = "404", description = "The caller has scheduled no such message")
  public ScheduledMessageView single(@PathParam("id") String id) {
    return ScheduledMessageView.of(schedules.single(caller.id(), id));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "cancelScheduledMessage",
      summary = "Cancel a scheduled message",
      description =
          "From then on it is never sent. Canceling a dropped one removes its content, too.")
  @APIResponse(responseCode = "204", description = "Canceled, now or before")
  @APIResponse(responseCode = "404", description = "The caller has scheduled no such message")
  @APIResponse(responseCode = "409", description = "It was sent, or its sending has begun")
  public void cancel(@PathParam("id") String id) {
    schedules.cancel(caller.id(), id);
  }
}
