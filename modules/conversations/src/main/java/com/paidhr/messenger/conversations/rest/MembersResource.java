package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.AssignRole;
import com.paidhr.messenger.conversations.application.BrowseMembers;
import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.conversations.application.ExitConversation;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Members of a conversation: list, join, add, appoint, leave, kick. */
@Path("/conversations/{id}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class MembersResource {
  private final Caller caller;
  private final BrowseMembers browse;
  private final EnterConversation enter;
  private final AssignRole assign;
  private final ExitConversation exit;

  @Inject
  MembersResource(
      Caller caller,
      BrowseMembers browse,
      EnterConversation enter,
      AssignRole assign,
      ExitConversation exit) {
    this.caller = caller;
    this.browse = browse;
    this.enter = enter;
    this.assign = assign;
    this.exit = exit;
  }

  /** The members in the order of their ids. */
  @GET
  @Operation(
      operationId = "listConversationMembers",
      summary = "List members",
      description =
          "In the order of their ids, with role and how far each has read, unless they hide it.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  public Page<MemberView> list(
      @PathParam("id") ConversationId id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return browse.page(caller.id(), id, PageRequest.of(limit, cursor)).map(MemberView::of);
  }

  /** One member. */
  @GET
  @Path("/{userId}")
  @Operation(
      operationId = "getConversationMember",
      summary = "Show a member; me is the caller",
      description = "With role and how far the member has read, unless they hide it.")
  @APIResponse(responseCode = "200", description = "The member")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  public MemberView show(@PathParam("id") ConversationId id, @PathParam("userId") String user) {
    return MemberView.of(browse.one(caller.id(), id, Input.user(user, caller.id())));
  }

  /** The caller joins, or adds somebody. */
  @POST
  @Operation(
      operationId = "addConversationMember",
      summary = "Join, or add a user",
      description = "Without userId the caller joins a channel or a group whose joinPolicy is OPEN")
  @APIResponse(
      responseCode = "201",
      description = "A new member",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Was a member already",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(
      responseCode = "403",
      description =
          "The caller's role does not suffice, or the user does not let the caller add them")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private, archived or full")
  @APIResponse(responseCode = "422", description = "Not a user of the organization")
  public Response add(
      @PathParam("id") ConversationId id,
      @RequestBody(required = false) @Nullable AddMemberRequest request) {
    UserId wanted = request == null ? null : request.userId();
    MemberRole role =
        request == null
            ? MemberRole.MEMBER
            : Objects.requireNonNullElse(request.role(), MemberRole.MEMBER);
    EnterConversation.Entered entered =
        wanted == null || wanted.equals(caller.id())
            ? join(id, role)
            : enter.add(caller.id(), id, wanted, role);
    UserId user = entered.member().user();
    Response.ResponseBuilder answer =
        entered.isNew()
            ? Response.created(URI.create("/conversations/" + id + "/members/" + user))
            : Response.ok();
    return answer.entity(MemberView.of(entered.member(), null)).build();
  }

  private EnterConversation.Entered join(ConversationId id, MemberRole role) {
    if (role != MemberRole.MEMBER) {
      throw DomainException.invalid("/role", "One joins as MEMBER");
    }
    return enter.join(caller.id(), id);
  }

  /** An owner changes a role, or the caller sets own flags. */
  @PATCH
  @Path("/{userId}")
  @Operation(
      operationId = "editConversationMember",
      summary = "Change a role, or the own flags muted and pinned",
      description = "me is the caller; the flags are shown in the list of conversations")
  @APIResponse(responseCode = "200", description = "The member as it is now")
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private, or the last owner")
  @APIResponse(responseCode = "422", description = "Nothing to change")
  public MemberView change(
      @PathParam("id") ConversationId id,
      @PathParam("userId") String segment,
      EditMemberRequest request) {
    UserId user = Input.user(segment, caller.id());
    browse.one(caller.id(), id, user);
    MemberRole role = request.role();
    if (role == null && !request.flags()) {
      throw DomainException.invalid("", "role, muted or pinned is required");
    }
    if (request.flags() && !user.equals(caller.id())) {
      throw DomainException.forbidden("Only the member sets muted and pinned");
    }
    if (role != null) {
      assign.assign(caller.id(), id, user, role);
    }
    if (request.flags()) {
      browse.configure(caller.id(), id, request.muted(), request.pinned());
    }
    return MemberView.of(browse.one(caller.id(), id, user));
  }

  /** The caller leaves, or kicks a member. */
  @DELETE
  @Path("/{userId}")
  @Operation(
      operationId = "removeConversationMember",
      summary = "Leave (me or own id), or kick a member",
      description = "In groups they see no message any more. The last owner hands over first.")
  @APIResponse(responseCode = "204", description = "Not a member any more")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private, or the last owner")
  public void remove(@PathParam("id") ConversationId id, @PathParam("userId") String user) {
    exit.remove(caller.id(), id, Input.user(user, caller.id()));
  }
}
