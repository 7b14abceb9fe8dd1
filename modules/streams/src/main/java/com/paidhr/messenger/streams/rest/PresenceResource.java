package com.paidhr.messenger.streams.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.streams.PresenceNote;
import com.paidhr.messenger.streams.application.AskedUsers;
import com.paidhr.messenger.streams.application.TellPresence;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is there. */
@Path("/presence")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
public class PresenceResource {
  private final Caller caller;
  private final TellPresence presence;

  @Inject
  PresenceResource(Caller caller, TellPresence presence) {
    this.caller = caller;
    this.presence = presence;
  }

  @GET
  @Operation(
      operationId = "getPresence",
      summary = "See who is there",
      description =
          "Of up to 100 users, in the order asked for. One who hides it, or whom nobody knows, is offline.")
  @APIResponse(responseCode = "200", description = "One entry per user")
  public Page<PresenceNote> presence(
      @Parameter(description = "Ids, separated by commas", required = true) @QueryParam("userIds")
          @Nullable String userIds) {
    return new Page<>(presence.look(caller.id(), ids(userIds)), null);
  }

  private static List<UserId> ids(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw DomainException.badParameter("userIds", "Say whose presence is asked for");
    }
    return AskedUsers.parse("userIds", text);
  }
}
