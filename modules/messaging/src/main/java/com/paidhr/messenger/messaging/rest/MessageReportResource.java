package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.ReportMessage;
import com.paidhr.messenger.messaging.application.ReportMessage.Reported;
import com.paidhr.messenger.shared.MessageId;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users tell moderators of messages. */
@Path("/messages/{id}/report")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class MessageReportResource {
  private final Caller caller;
  private final ReportMessage reportMessage;

  @Inject
  MessageReportResource(Caller caller, ReportMessage reportMessage) {
    this.caller = caller;
    this.reportMessage = reportMessage;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reportMessage",
      summary = "Report a message to the moderators",
      description =
          "Once per user and message. Moderators see who reports, the reason and how the message"
              + " began then, also where they are no members; its author is not told.")
  @APIResponse(
      responseCode = "201",
      description = "Reported",
      content = @Content(schema = @Schema(implementation = OwnReportView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The caller has reported it before; that report stands",
      content = @Content(schema = @Schema(implementation = OwnReportView.class)))
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(
      responseCode = "409",
      description =
          "The caller's own, deleted, a SYSTEM message, or 100 reports of the caller are open")
  @APIResponse(responseCode = "422", description = "The reason is missing or not valid")
  @RateLimited(RateLimit.REPORT)
  public Response report(@PathParam("id") MessageId id, ReportRequest request) {
    Reported reported = reportMessage.report(caller.id(), id, request.reason());
    return Response.status(reported.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(OwnReportView.of(reported.report()))
        .build();
  }
}
