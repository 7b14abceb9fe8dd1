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
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @Operation(operationId = "startConversation", summary = "Start a conversation")
  @APIResponse(
      responseCode = "201",
      description = "Started",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The private conversation of these two users exists",
      content = @Content(schema = @Schema(implementation = ConversationView.class)))
  @APIResponse(responseCode = "400", description = "Malformed, for instance an unknown type")
  @APIResponse(responseCode = "422", description = "Invalid; every wrong field is named")
  @RateLimited(RateLimit.CONVERSATION)
  public Response create(@Nullable CreateConversationRequest request) {
    StartConversation.Started started =
        start.start(caller.id(), Input.required(request).toCommand());
    ConversationId id = started.conversation().id();
    Response.ResponseBuilder answer =
        started.isNew() ? Response.created(URI.create("/conversations/" + id)) : Response.ok();
    return answer.entity(view(id)).build();
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
  @Operation(operationId = "getConversation", summary = "Show a conversation")
  @APIResponse(responseCode = "200", description = "The conversation")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  public ConversationView show(@PathParam("id") ConversationId id) {
    return view(id);
  }

  /** Renames, changes settings, archives or restores. */
  @PATCH
  @Path("/{id}")
  @Operation(
      operationId = "editConversation",
      summary = "Change name, topic, settings, or archive and restore")
  @APIResponse(responseCode = "200", description = "The conversation as it is now")
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private or archived")
  @APIResponse(responseCode = "422", description = "Invalid; every wrong field is named")
  public ConversationView change(
      @PathParam("id") ConversationId id, @Nullable EditConversationRequest request) {
    EditConversationRequest wanted = Input.required(request);
    Boolean archived = wanted.archived();
    if (archived == null) {
      edit.edit(caller.id(), id, wanted.toEdit());
    } else if (wanted.editsSomething()) {
      browse.one(caller.id(), id);
      throw DomainException.invalid("/archived", "archived cannot be changed with other fields");
    } else {
      edit.archive(caller.id(), id, archived);
    }
    return view(id);
  }

  /** Archives a conversation; archiving it again changes nothing. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "archiveConversation",
      summary = "Archive a conversation: it becomes read-only")
  @APIResponse(responseCode = "204", description = "Archived")
  @APIResponse(responseCode = "403", description = "The caller is not an owner")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private")
  public void archive(@PathParam("id") ConversationId id) {
    edit.archive(caller.id(), id, true);
  }

  private ConversationView view(ConversationId id) {
    return ConversationView.of(browse.one(caller.id(), id), caller.id());
  }
}
