package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.BrowseConversations;
import com.paidhr.messenger.conversations.application.EditConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.shared.rest.EntityVersion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.function.LongConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Conversations: start, list, show, change, archive. */
@Path("/conversations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "conversations", description = "Private conversations, groups and channels")
public class ConversationsResource {
  private final Caller caller;
  private final StartConversation start;
  private final BrowseConversations browse;
  private final EditConversation edit;

  @Inject
  ConversationsResource(
      Caller caller, StartConversation start, BrowseConversations browse, EditConversation edit) {
    this.caller = caller;
    this.start = start;
    this.browse = browse;
    this.edit = edit;
  }

  /** Starts a conversation, or finds the private one of the same two users. */
  @POST
  @Operation(
      operationId = "startConversation",
      summary = "Start a conversation",
      description =
          "A private conversation of the same two users exists once; with oneself it is a note to"
              + " self. Started again under the same Idempotency-Key, a conversation is started"
              + " once, and the answer is as it is now, with status 200 and Idempotent-Replayed:"
              + " true.")
  @APIResponse(
      responseCode = "201",
      description = "Started",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(
      responseCode = "200",
      description =
          "The private conversation of these two users exists, or an earlier start under the same"
              + " Idempotency-Key",
      headers =
          @Header(
              name = "Idempotent-Replayed",
              description = "Only where the key came before",
              schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(responseCode = "400", description = "Malformed, for instance an unknown type")
  @APIResponse(
      responseCode = "403",
      description = "Users who do not let the caller add them; errors name each")
  @APIResponse(
      responseCode = "422",
      description =
          "Invalid; every wrong field is named. Or the Idempotency-Key came with another body"
              + " before")
  @RateLimited(RateLimit.CONVERSATION)
  public Response create(
      @Parameter(
              description = "The client's own key, so that it may repeat the request",
              schema = @Schema(implementation = String.class, minLength = 1, maxLength = 128))
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      CreateConversationRequest request) {
    StartConversation.Started started =
        start.start(caller.id(), request.toCommand(), Input.key(key));
    ConversationId id = started.conversation().id();
    Response.ResponseBuilder answer =
        started.isNew() ? Response.created(URI.create("/conversations/" + id)) : Response.ok();
    if (started.isReplayed()) {
      answer.header("Idempotent-Replayed", "true");
    }
    return shown(answer, id);
  }

  /** The caller's conversations, or the channels of the organization. */
  @GET
  @Operation(
      operationId = "listConversations",
      summary = "List conversations",
      description = "The caller's own, newest activity first; with scope=public all channels")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @RateLimited(value = RateLimit.SEARCH, onlyWith = "q")
  public Page<ConversationView> list(
      @Parameter(
              description = "The caller's own, or all channels",
              schema =
                  @Schema(
                      enumeration = {"mine", "public"},
                      defaultValue = "mine"))
          @QueryParam("scope")
          @Nullable String scope,
      @Parameter(description = "Only of this type") @QueryParam("type")
          @Nullable ConversationType type,
      @Parameter(
              description = "Parts of the name; case, accents and the like do not matter",
              schema = @Schema(maxLength = 100))
          @QueryParam("q")
          @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    String query = Input.query(q);
    Page<BrowseConversations.Overview> found =
        switch (scope == null ? "mine" : scope) {
          case "mine" -> browse.mine(caller.id(), type, query, page);
          case "public" -> channels(type, query, page);
          default -> throw DomainException.badParameter("scope", "scope is mine or public");
        };
    return found.map(overview -> ConversationView.of(overview, caller.id()));
  }

  private Page<BrowseConversations.Overview> channels(
      @Nullable ConversationType type, @Nullable String query, PageRequest page) {
    if (type != null && type != ConversationType.CHANNEL) {
      throw DomainException.badParameter("type", "Only channels are public");
    }
    return browse.channels(caller.id(), query, page);
  }

  /** One conversation. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getConversation",
      summary = "Show a conversation",
      description =
          "For members and, if it is a channel, for everybody. Deleted and own messages do not count as unread.")
  @APIResponse(
      responseCode = "200",
      description = "The conversation; its ETag is for changes of what was seen",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  public Response show(@PathParam("id") ConversationId id) {
    return shown(Response.ok(), id);
  }

  /** Renames, changes settings, archives or restores. */
  @PATCH
  @Path("/{id}")
  @Operation(
      operationId = "editConversation",
      summary = "Change name, topic, settings, or archive and restore",
      description =
          "Only what is given changes. A change is told to members as a message of the kind SYSTEM, and to streams.")
  @APIResponse(
      responseCode = "200",
      description = "The conversation as it is now",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private or archived")
  @APIResponse(
      responseCode = "412",
      description = "The conversation has none of the versions in If-Match")
  @APIResponse(responseCode = "422", description = "Invalid; every wrong field is named")
  public Response change(
      @PathParam("id") ConversationId id,
      @Parameter(
              description = EntityVersion.IF_MATCH_IS,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch,
      EditConversationRequest request) {
    LongConsumer condition = version -> EntityVersion.check(ifMatch, version);
    Boolean archived = request.archived();
    if (archived == null) {
      edit.edit(caller.id(), id, request.toEdit(), condition);
    } else if (request.editsSomething()) {
      browse.one(caller.id(), id);
      throw DomainException.invalid("/archived", "archived cannot be changed with other fields");
    } else {
      edit.archive(caller.id(), id, archived, condition);
    }
    return shown(Response.ok(), id);
  }

  /** Archives a conversation; archiving it again changes nothing. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "archiveConversation",
      summary = "Archive a conversation: it becomes read-only",
      description = "Members go on reading. PATCH with archived false restores it.")
  @APIResponse(responseCode = "204", description = "Archived")
  @APIResponse(responseCode = "403", description = "The caller is not an owner")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private")
  @APIResponse(
      responseCode = "412",
      description = "The conversation has none of the versions in If-Match")
  public void archive(
      @PathParam("id") ConversationId id,
      @Parameter(
              description = EntityVersion.IF_MATCH_IS,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch) {
    edit.archive(caller.id(), id, true, version -> EntityVersion.check(ifMatch, version));
  }

  private Response shown(Response.ResponseBuilder answer, ConversationId id) {
    BrowseConversations.Overview overview = browse.one(caller.id(), id);
    return answer
        .entity(ConversationView.of(overview, caller.id()))
        .tag(EntityVersion.tag(overview.conversation().version()))
        .build();
  }
}
