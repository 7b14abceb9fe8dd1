package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.SilenceMember;
import com.paidhr.messenger.conversations.application.SilenceMember.Asking;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Members who may not write for a time. */
@Path("/conversations/{id}/members/{userId}/silence")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class SilenceResource {
  private final Caller caller;
  private final SilenceMember silenceMember;

  @Inject
  SilenceResource(Caller caller, SilenceMember silenceMember) {
    this.caller = caller;
    this.silenceMember = silenceMember;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "silenceMember",
      summary = "Keep a member from writing until a time",
      description =
          "For admins, of owners for owners, and for the organization's moderators, who need not be"
              + " members. The member reads on; what they write is refused with the problem"
              + " silenced, which names until. It outlives leaving and joining again.")
  @APIResponse(responseCode = "204", description = "Silenced until then")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private, or the caller themselves")
  @APIResponse(responseCode = "422", description = "Not a time within the next 366 days")
  public void silence(
      @PathParam("id") ConversationId id,
      @PathParam("userId") String user,
      SilenceRequest request) {
    silenceMember.silence(asking(), id, Input.user(user, caller.id()), request.until());
  }

  @DELETE
  @Operation(
      operationId = "unsilenceMember",
      summary = "Let a silenced member write again",
      description = "For those who may silence them. One who may write already does so.")
  @APIResponse(responseCode = "204", description = "Not silenced")
  @APIResponse(responseCode = "403", description = "The caller's role does not suffice")
  @APIResponse(responseCode = "404", description = "Absent, or the caller may not know it")
  @APIResponse(responseCode = "409", description = "Private, or the caller themselves")
  public void lift(@PathParam("id") ConversationId id, @PathParam("userId") String user) {
    silenceMember.lift(asking(), id, Input.user(user, caller.id()));
  }

  private Asking asking() {
    return new Asking(caller.id(), caller.isModerator());
  }
}
