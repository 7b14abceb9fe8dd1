package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.replay.DiscardDeadLetter;
import com.paidhr.messenger.delivery.replay.Replays;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/dead-letters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class DeadLettersResource {
  private final Caller caller;
  private final DeadLetters letters;
  private final Replays replays;
  private final DiscardDeadLetter discard;

  @Inject
  DeadLettersResource(
      Caller caller, DeadLetters letters, Replays replays, DiscardDeadLetter discard) {
    this.caller = caller;
    this.letters = letters;
    this.replays = replays;
    this.discard = discard;
  }

  /**
   * @param matching how many fit
   * @param replayed how many are being tried again; 0 in a dry run
   * @param dryRun whether nothing was done
   */
  @Schema(name = "ReplayResult")
  public record ReplayView(long matching, long replayed, boolean dryRun) {}

  /**
   * @param matching how many fitted
   * @param discarded how many are gone; 0 in a dry run
   * @param dryRun whether nothing was done
   */
  @Schema(name = "DiscardResult")
  public record DiscardView(long matching, long discarded, boolean dryRun) {}

  @GET
  @Operation(
      operationId = "listDeadLetters",
      summary = "List dead letters",
      description = "Each is a message that was given up for one recipient, with every attempt.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public Page<DeadLetterView> list(
      @QueryParam("cause") @Parameter(description = "Only those with exactly this cause")
          @Nullable String cause,
      @QueryParam("conversationId") @Parameter(description = "Only those of this conversation")
          @Nullable ConversationId conversation,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    return Page.ofSurplus(
            letters.list(new Filter(cause, conversation), page),
            page.limit(),
            (DeadLetter last) -> PageRequest.encode(last.id()))
        .map(DeadLetterView::of);
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getDeadLetter",
      summary = "Explain a dead letter: every attempt, its error, real or simulated",
      description =
          "Says of each attempt when it was, how long it took, what failed, and whether the network simulator did it.")
  @APIResponse(responseCode = "200", description = "The dead letter")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public DeadLetterView explain(@PathParam("id") String id) {
    caller.requireAdmin();
    return DeadLetterView.of(replays.find(id));
  }

  @POST
  @Path("/{id}/replay")
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Try a dead letter again; the message keeps its seq",
      description =
          "Attempts are counted anew. The recipient is told of a gap with the place of the message, since later ones may have arrived.")
  @APIResponse(
      responseCode = "202",
      description = "It is being tried again",
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  @APIResponse(responseCode = "409", description = "It is being tried again already")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public Response replay(@PathParam("id") String id) {
    caller.requireAdmin();
    replays.replay(caller.id(), id);
    return Response.accepted(new ReplayView(1, 1, false)).build();
  }

  @POST
  @Path("/replay")
  @Operation(
      operationId = "replayDeadLetters",
      summary = "Try all dead letters again that fit, or count them",
      description = "By cause and conversation. With dryRun it only says how many fit.")
  @APIResponse(
      responseCode = "202",
      description = "They are being tried again",
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Counted, and nothing done",
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "422", description = "The rate is not valid")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public Response replayAll(ReplayRequest request) {
    caller.requireAdmin();
    int rate = request.perSecond();
    long matching = letters.count(request.filter());
    if (request.isDry()) {
      return Response.ok(new ReplayView(matching, 0, true)).build();
    }
    long replayed = replays.replayAll(caller.id(), request.filter(), rate);
    return Response.accepted(new ReplayView(matching, replayed, false)).build();
  }

  @POST
  @Path("/discard")
  @Operation(
      operationId = "discardDeadLetters",
      summary = "Discard all dead letters that fit, or count them",
      description =
          "By cause and conversation. Their messages stay FAILED for the recipients; replays that are"
              + " going on end. With dryRun it only says how many fit. The reason is kept in the"
              + " audit log.")
  @APIResponse(responseCode = "200", description = "Discarded, or counted")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "422", description = "The reason is missing or too long")
  public DiscardView discardAll(DiscardRequest request) {
    caller.requireAdmin();
    if (request.isDry()) {
      return new DiscardView(letters.count(request.filter()), 0, true);
    }
    String reason = request.why();
    long matching = letters.count(request.filter());
    return new DiscardView(
        matching, discard.discardAll(caller.id(), request.filter(), reason), false);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "discardDeadLetter",
      summary = "Discard a dead letter; its message stays FAILED for the recipient",
      description = "The reason is kept in the audit log.")
  @APIResponse(responseCode = "204", description = "Discarded; a replay that is going on ends")
  @APIResponse(responseCode = "400", description = "The reason is missing or too long")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public void discard(
      @PathParam("id") String id,
      @Parameter(
              required = true,
              description = "Why, for the audit",
              schema = @Schema(minLength = 1, maxLength = 500))
          @QueryParam("reason")
          @Nullable String reason) {
    caller.requireAdmin();
    String why =
        DiscardReason.of(reason)
            .orElseThrow(() -> DomainException.badParameter("reason", DiscardReason.RULE));
    discard.discard(caller.id(), id, why);
  }
}
