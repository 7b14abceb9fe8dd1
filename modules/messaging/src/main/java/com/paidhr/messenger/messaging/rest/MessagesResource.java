package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadChanges;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.ReadThreads;
import com.paidhr.messenger.messaging.application.ScheduleMessage;
import com.paidhr.messenger.messaging.application.ScheduleMessage.Accepted;
import com.paidhr.messenger.messaging.application.SearchHit;
import com.paidhr.messenger.messaging.application.SearchMessages;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.application.Sent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.shared.rest.EntityVersion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages: send, read, search, edit, delete. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "messages", description = "Messages in their conversations")
public class MessagesResource {

  private final Caller caller;
  private final SendMessage sendMessage;
  private final ScheduleMessage scheduleMessage;
  private final ReadHistory history;
  private final SearchMessages search;
  private final ReadThreads threads;
  private final ReadChanges changes;
  private final ChangeMessage changeMessage;

  @Inject
  MessagesResource(
      Caller caller,
      SendMessage sendMessage,
      ScheduleMessage scheduleMessage,
      ReadHistory history,
      SearchMessages search,
      ReadThreads threads,
      ReadChanges changes,
      ChangeMessage changeMessage) {
    this.caller = caller;
    this.sendMessage = sendMessage;
    this.scheduleMessage = scheduleMessage;
    this.history = history;
    this.search = search;
    this.threads = threads;
    this.changes = changes;
    this.changeMessage = changeMessage;
  }

  @POST
  @Operation(
      operationId = "sendMessage",
      summary = "Send a message",
      description =
          "The message gets the next seq of its conversation. Sent again under the same"
              + " clientMessageId it is stored once, and the answer is the first one, with status"
              + " 200 and Idempotent-Replayed: true. With sendAt it is sent then, if its author may"
              + " still write; until then it can be canceled.")
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
      responseCode = "202",
      description =
          "Scheduled, now or by an earlier send of the same clientMessageId, because sendAt was"
              + " given",
      headers =
          @Header(
              name = "Location",
              description = "The scheduled message",
              schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = ScheduledMessageView.class)))
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
      description =
          "No such conversation, or the caller may not know of it, or does not see any more what"
              + " was sent before under the same clientMessageId")
  @APIResponse(responseCode = "409", description = "The conversation is archived")
  @APIResponse(
      responseCode = "422",
      description =
          "The content or sendAt is not valid, or the clientMessageId came with another content"
              + " before")
  @APIResponse(
      responseCode = "429",
      description = "Too many messages of the caller are scheduled already")
  @APIResponse(
      responseCode = "503",
      description = "A store does not answer: sending again under the same clientMessageId is safe")
  @RateLimited(RateLimit.SEND)
  public Response send(
      @Parameter(description = "The clientMessageId, for clients that give it here")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      SendMessageRequest request) {
    NewMessage message = request.by(caller.id(), idempotencyKey);
    if (request.sendAt() != null) {
      return answer(scheduleMessage.schedule(message, request.sendAt()));
    }
    Sent sent = sendMessage.send(message);
    MessageView view = sent.message();
    Response.ResponseBuilder answer =
        sent.replayed()
            ? Response.ok(view).header("Idempotent-Replayed", "true")
            : Response.status(Response.Status.CREATED).entity(view);
    return answer.location(URI.create("/messages/" + view.id())).build();
  }

  private static Response answer(Accepted accepted) {
    ScheduledMessageView view = ScheduledMessageView.of(accepted.schedule());
    Response.ResponseBuilder answer =
        accepted.replayed()
            ? Response.accepted(view).header("Idempotent-Replayed", "true")
            : Response.accepted(view);
    return answer.location(URI.create("/messages/scheduled/" + view.id())).build();
  }

  @GET
  @Operation(
      operationId = "listMessages",
      summary = "Read or search",
      description =
          "A page of a conversation, ascending by seq; without before, after and around the newest."
              + " With q, senderId, kind, from, to or hasAttachment a search, newest first, in one"
              + " conversation or, with q alone, in everything that the caller sees. With"
              + " changedSince what changed since then, by that time. next continues in the same"
              + " direction.")
  @APIResponse(
      responseCode = "200",
      description = "The page; what a search for words finds has a snippet")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(
      responseCode = "404",
      description = "No such conversation, or the caller may not know of it")
  @RateLimited(
      value = RateLimit.SEARCH,
      onlyWith = {"q", "senderId", "kind", "from", "to", "hasAttachment"})
  public Page<MessageView> history(@BeanParam HistoryQuery query) {
    query.check();
    if (query.isSearch()) {
      return search
          .search(caller.id(), query.conversationId, query.filter(), query.page())
          .map(SearchHit::view);
    }
    if (query.isThread()) {
      return threads.thread(caller.id(), query.thread(), query.page());
    }
    if (query.isPinned()) {
      return threads.pinned(caller.id(), query.conversation(), query.page());
    }
    if (query.isChanges()) {
      return changes.since(caller.id(), query.conversation(), query.changedFrom(), query.page());
    }
    return history.page(caller.id(), query.conversation(), query.position(), query.limit());
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getMessage",
      summary = "Read one message",
      description = "As the caller sees it now; 404 where they do not.")
  @APIResponse(
      responseCode = "200",
      description = "The message",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public Response single(@PathParam("id") MessageId id) {
    MessageView view = history.single(caller.id(), id);
    return Response.ok(view).tag(EntityVersion.tag(view.version())).build();
  }

  @PATCH
  @Path("/{id}")
  @Operation(
      operationId = "editMessage",
      summary = "Edit a message",
      description = "For its author, for a day by default. Earlier bodies are kept.")
  @APIResponse(
      responseCode = "200",
      description = "The message as it is now",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "403", description = "Not the author, or too late")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "Deleted, archived, or edited 100 times")
  @APIResponse(
      responseCode = "412",
      description = "The message has none of the versions in If-Match")
  @APIResponse(responseCode = "422", description = "The body is not valid")
  @RateLimited(RateLimit.EDIT)
  public Response edit(
      @PathParam("id") MessageId id,
      @Parameter(
              description = EntityVersion.IF_MATCH_IS,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch,
      EditMessageRequest request) {
    MessageView view = changeMessage.edit(caller.id(), id, request.body(), expected(ifMatch, id));
    return Response.ok(view).tag(EntityVersion.tag(view.version())).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteMessage",
      summary = "Delete a message",
      description = "For its author and for admins. A tombstone stays at its seq.")
  @APIResponse(responseCode = "204", description = "Deleted, now or before")
  @APIResponse(responseCode = "403", description = "Neither the author nor an admin")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  @APIResponse(responseCode = "409", description = "The message is under a legal hold")
  @APIResponse(
      responseCode = "412",
      description = "The message has none of the versions in If-Match")
  @RateLimited(RateLimit.EDIT)
  public void delete(
      @PathParam("id") MessageId id,
      @Parameter(
              description = EntityVersion.IF_MATCH_IS,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch) {
    changeMessage.delete(caller.id(), caller.isModerator(), id, expected(ifMatch, id));
  }

  private OptionalLong expected(List<String> ifMatch, MessageId id) {
    return EntityVersion.expected(ifMatch, () -> history.single(caller.id(), id).version());
  }

  @GET
  @Path("/{id}/edits")
  @Operation(
      operationId = "listMessageEdits",
      summary = "Read a message's earlier bodies",
      description = "Oldest first.")
  @APIResponse(responseCode = "200", description = "The earlier bodies")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public Page<EditView> edits(
      @PathParam("id") MessageId id,
      @Parameter(
              description = "How many bodies the page has at most",
              schema = @Schema(implementation = Integer.class, defaultValue = "200"))
          @QueryParam("limit")
          @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page =
        PageRequest.of(Objects.requireNonNullElse(limit, PageRequest.MAX_LIMIT), cursor);
    return history.edits(caller.id(), id, page).map(EditView::of);
  }
}
