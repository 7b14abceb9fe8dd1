package com.paidhr.messenger.streams.rest;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.streams.application.TellTyping;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who writes just now. */
@Path("/conversations/{id}/typing")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
public class TypingResource {
  private final Caller caller;
  private final TellTyping typing;

  @Inject
  TypingResource(Caller caller, TellTyping typing) {
    this.caller = caller;
    this.typing = typing;
  }

  @POST
  @Operation(
      operationId = "tellTyping",
      summary = "Tell that the caller writes",
      description =
          "Told to the other members' streams at most every two seconds, and in conversations of up to 200 members only. Repeat it while the caller goes on.")
  @APIResponse(responseCode = "204", description = "Told, or told just now")
  @APIResponse(responseCode = "403", description = "The caller may not write here")
  @APIResponse(
      responseCode = "404",
      description = "No such conversation, or the caller may not know of it")
  @APIResponse(responseCode = "409", description = "The conversation is archived")
  public void typing(@PathParam("id") ConversationId id) {
    typing.tell(caller.id(), id);
  }
}
