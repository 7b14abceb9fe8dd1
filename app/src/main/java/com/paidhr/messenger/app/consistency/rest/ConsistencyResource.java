package com.paidhr.messenger.app.consistency.rest;

import com.paidhr.messenger.app.consistency.CheckConsistency;
import com.paidhr.messenger.app.consistency.Place;
import com.paidhr.messenger.app.consistency.Walk;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the store agrees with itself, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/consistency")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class ConsistencyResource {
  private static final int DOCUMENTS = 5_000;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Caller caller;
  private final CheckConsistency check;

  @Inject
  ConsistencyResource(Caller caller, CheckConsistency check) {
    this.caller = caller;
    this.check = check;
  }

  @GET
  @Operation(
      operationId = "checkConsistency",
      summary = "Check that what is stored agrees with itself",
      description =
          "Places without a hole, counts, receipts within what their readers see, dead letters,"
              + " files; and what is held, by whom. Changes nothing. A call reads about 5,000"
              + " documents and takes about 2 seconds at most: go on with next as cursor until it"
              + " is null. What is younger than consistency.settled-after is not judged.")
  @APIResponse(responseCode = "200", description = "What was found on this piece")
  @APIResponse(responseCode = "400", description = "The cursor was not handed out here")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such conversation")
  public ConsistencyView check(
      @Parameter(description = "Only this conversation, its members and messages")
          @QueryParam("conversationId")
          @Nullable ConversationId conversation,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    Place from = PageRequest.of(null, cursor).after(Place::parse).orElse(null);
    Walk walk = new Walk(DOCUMENTS, LONGEST);
    return ConsistencyView.of(
        conversation == null
            ? check.all(from == null ? Place.START : from, walk)
            : check.one(conversation, from, walk));
  }
}
