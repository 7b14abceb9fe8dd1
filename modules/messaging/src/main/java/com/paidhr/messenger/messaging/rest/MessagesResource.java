package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.Placed;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.application.Views;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages: send, read, mark as read. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "messages", description = "Messages in their conversations")
public class MessagesResource {
  private final Caller caller;
  private final SendMessage sendMessage;
  private final ReadHistory history;
  private final MarkRead markRead;

  @Inject
  MessagesResource(Caller caller, SendMessage sendMessage, ReadHistory history, MarkRead markRead) {
    this.caller = caller;
    this.sendMessage = sendMessage;
    this.history = history;
    this.markRead = markRead;
  }

  @POST
  @Operation(
      summary = "Send a message",
      description =
          "The message gets the next seq of its conversation. Sent again under the same clientMessageId it is stored once, and the answer is the first one, with status 200 and Idempotent-Replayed: true.")
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      headers =
          @Header(
              name = "Location",
              description = "The message",
              schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Stored by an earlier send of the same clientMessageId",
      headers =
          @Header(
              name = "Idempotent-Replayed",
              description = "true",
              schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "403", description = "The caller may not write here")
  @APIResponse(
      responseCode = "404",
      description = "No such conversation, or the caller may not know of it")
  @APIResponse(responseCode = "409", description = "The conversation is archived")
  @APIResponse(
      responseCode = "422",
      description =
          "The content is not valid, or the clientMessageId came with another content before")
  @APIResponse(
      responseCode = "503",
      description = "A store does not answer: sending again under the same clientMessageId is safe")
  public Response send(
      @Parameter(description = "The clientMessageId, for clients that give it here")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      SendMessageRequest request,
      @Context UriInfo uri) {
    if (request == null) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is needed");
    }
    Placed placed = sendMessage.send(request.by(caller.id(), idempotencyKey));
    MessageView view = Views.asSent(placed.message());
    Response.ResponseBuilder answer =
        placed.replayed()
            ? Response.ok(view).header("Idempotent-Replayed", "true")
            : Response.status(Response.Status.CREATED).entity(view);
    return answer
        .header(
            HttpHeaders.LOCATION,
            uri.getAbsolutePathBuilder().path(view.id().value()).build().toString())
        .build();
  }

  @GET
  @Operation(
      summary = "Read a conversation",
      description =
          "A page of messages, ascending by seq. Without before, after and around the newest. next continues in the same direction.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(
      responseCode = "404",
      description = "No such conversation, or the caller may not know of it")
  public Page<MessageView> history(@BeanParam HistoryQuery query) {
    return history.page(caller.id(), query.conversation(), query.position(), query.limit());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one message")
  @APIResponse(
      responseCode = "200",
      description = "The message",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public Response single(@PathParam("id") MessageId id) {
    MessageView view = history.single(caller.id(), id);
    return Response.ok(view).tag(Long.toString(view.version())).build();
  }

  @POST
  @Path("/{id}/read")
  @Operation(
      summary = "Mark as read",
      description =
          "Marks the message as read by the caller, or with upTo everything visible up to it. Repeating it changes nothing: the time of the first read stays.")
  @APIResponse(
      responseCode = "200",
      description = "When the caller first read the message",
      content = @Content(schema = @Schema(implementation = ReceiptView.class)))
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public ReceiptView read(@PathParam("id") MessageId id, @Nullable MarkReadRequest request) {
    boolean upTo = request != null && Boolean.TRUE.equals(request.upTo());
    return new ReceiptView(id, caller.id(), markRead.mark(caller.id(), id, upTo).orElse(null));
  }
}
