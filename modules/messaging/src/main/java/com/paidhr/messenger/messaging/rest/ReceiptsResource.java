package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.MarkManyRead;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Read receipts. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class ReceiptsResource {
  private final Caller caller;
  private final MarkRead markRead;
  private final MarkManyRead markManyRead;

  @Inject
  ReceiptsResource(Caller caller, MarkRead markRead, MarkManyRead markManyRead) {
    this.caller = caller;
    this.markRead = markRead;
    this.markManyRead = markManyRead;
  }

  @POST
  @Path("/{id}/read")
  @Operation(
      operationId = "markMessageRead",
      summary = "Mark as read",
      description =
          "Marks the message as read by the caller, or with upTo everything visible up to it. Repeating it changes nothing: the time of the first read stays.")
  @APIResponse(
      responseCode = "200",
      description = "When the caller first read the message",
      content = @Content(schema = @Schema(implementation = ReceiptView.class)))
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public ReceiptView read(
      @PathParam("id") MessageId id,
      @RequestBody(required = false) @Nullable MarkReadRequest request) {
    boolean upTo = request != null && Boolean.TRUE.equals(request.upTo());
    return new ReceiptView(id, caller.id(), markRead.mark(caller.id(), id, upTo).orElse(null));
  }

  @POST
  @Path("/read")
  @Operation(
      operationId = "markConversationsRead",
      summary = "Mark several conversations as read",
      description =
          "Up to 100, each up to a seq; a seq behind the newest message means that one. Where the caller sees nothing up to there, nothing is marked, and the conversation is left out.")
  @APIResponse(responseCode = "200", description = "Up to where each is read now")
  @APIResponse(
      responseCode = "422",
      description = "A conversation that the caller may not know, or no seq; nothing is marked")
  public Page<MarkManyRead.Result> readMany(BulkReadRequest request) {
    return new Page<>(markManyRead.mark(caller.id(), request.watermarks()), null);
  }
}
