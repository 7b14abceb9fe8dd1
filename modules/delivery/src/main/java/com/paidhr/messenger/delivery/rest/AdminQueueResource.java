package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.control.ListDelayed;
import com.paidhr.messenger.delivery.control.ListDelayed.Waiting;
import com.paidhr.messenger.delivery.control.QueueControl;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The delivery queue for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminQueueResource {
  private final Caller caller;
  private final QueueControl control;
  private final ListDelayed delayed;

  @Inject
  AdminQueueResource(Caller caller, QueueControl control, ListDelayed delayed) {
    this.caller = caller;
    this.control = control;
    this.delayed = delayed;
  }

  /**
   * @param published how many messages were queued again
   */
  @Schema(name = "RebuildResult")
  public record RebuiltView(int published) {}

  @GET
  @Operation(
      operationId = "getQueue",
      summary = "See what waits, is in flight, is delayed and is dead",
      description = "In all and per partition, with the circuit breakers of this node.")
  @APIResponse(responseCode = "200", description = "The queue at this moment")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public QueueView queue() {
    caller.requireAdmin();
    return QueueView.of(control.state());
  }

  @GET
  @Path("/delayed")
  @Operation(
      operationId = "listDelayedJobs",
      summary = "See which lanes wait, for how long and why",
      description =
          "Soonest first, over all partitions. What becomes due while pages are read is left out.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public Page<DelayedJobView> delayed(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    return Page.ofSurplus(
            delayed.list(page),
            page.limit(),
            (Waiting last) -> PageRequest.encode(last.delayed().place().text()))
        .map(DelayedJobView::of);
  }

  @POST
  @Path("/pause")
  @Operation(
      operationId = "pauseQueue",
      summary = "Stop delivering on every node; messages are accepted and wait",
      description = "What is being delivered is finished. Noted in the audit log.")
  @APIResponse(responseCode = "200", description = "The paused queue")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public QueueView pause() {
    return pause(true);
  }

  @POST
  @Path("/resume")
  @Operation(
      operationId = "resumeQueue",
      summary = "Go on delivering",
      description = "What waited is delivered in its order. Noted in the audit log.")
  @APIResponse(responseCode = "200", description = "The queue")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public QueueView resume() {
    return pause(false);
  }

  @POST
  @Path("/rebuild")
  @Operation(
      operationId = "rebuildQueue",
      summary = "Queue every message that is not delivered again",
      description =
          "Harmless at any time: what is queued twice is delivered once. Happens by itself when"
              + " Redis has lost its data.")
  @APIResponse(responseCode = "200", description = "Done")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public RebuiltView rebuild() {
    caller.requireAdmin();
    return new RebuiltView(control.rebuild(caller.id()));
  }

  private QueueView pause(boolean paused) {
    caller.requireAdmin();
    control.pause(caller.id(), paused);
    return QueueView.of(control.state());
  }
}
