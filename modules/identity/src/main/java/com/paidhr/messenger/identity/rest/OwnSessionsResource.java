package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.EndSessions;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the caller is signed in. */
@Path("/users/me/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class OwnSessionsResource {
  private final EndSessions sessions;
  private final BuiltInIssuer issuer;
  private final Caller caller;
  private final JsonWebToken token;

  @Inject
  OwnSessionsResource(
      EndSessions sessions, BuiltInIssuer issuer, Caller caller, JsonWebToken token) {
    this.sessions = sessions;
    this.issuer = issuer;
    this.caller = caller;
    this.token = token;
  }

  private @Nullable String current() {
    return token.getClaim("sid");
  }

  @GET
  @Operation(
      operationId = "listMySessions",
      summary = "List the caller's sessions, newest first",
      description = "At most 200.")
  @APIResponse(responseCode = "200", description = "All that live")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  public Page<SessionView> list() {
    issuer.require();
    return new Page<>(
        sessions.of(caller.id()).stream()
            .map(session -> SessionView.of(session, current()))
            .toList(),
        null);
  }

  @DELETE
  @Operation(
      operationId = "endMyOtherSessions",
      summary = "End all sessions of the caller but the one that asks",
      description = "Their refresh and access tokens and streams end on every node.")
  @APIResponse(responseCode = "204", description = "They have ended, everywhere within a second")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  public void endOthers() {
    issuer.require();
    sessions.all(caller.id(), caller.id(), current());
  }

  @DELETE
  @Path("/{sessionId}")
  @Operation(
      operationId = "endMySession",
      summary = "End one of the caller's sessions",
      description = "Its refresh and access tokens and its streams end on every node.")
  @APIResponse(responseCode = "204", description = "It has ended, everywhere within a second")
  @APIResponse(responseCode = "404", description = "The caller has no such session")
  public void end(@PathParam("sessionId") String session) {
    issuer.require();
    sessions.one(caller.id(), caller.id(), session);
  }
}
