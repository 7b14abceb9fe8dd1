package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.ResolveReports;
import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Report.State;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queue of reported messages, for moderators and administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminReportsResource {
  private final Caller caller;
  private final ResolveReports resolveReports;

  @Inject
  AdminReportsResource(Caller caller, ResolveReports resolveReports) {
    this.caller = caller;
    this.resolveReports = resolveReports;
  }

  @GET
  @Operation(
      operationId = "listReports",
      summary = "List reported messages, the oldest first",
      description = "Those that are resolved are kept for 90 days.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Only moderators and administrators may do this")
  public Page<ReportView> list(
      @Parameter(description = "Only such") @QueryParam("state") @Nullable State state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireModerator();
    PageRequest page = PageRequest.of(limit, cursor);
    Page<Report> found =
        Page.ofSurplus(
            resolveReports.page(state, page.position(), page.limit() + 1),
            page.limit(),
            last -> PageRequest.encode(last.order()));
    return found.map(ReportView::of);
  }

  @POST
  @Path("/{id}/resolve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resolveReport",
      summary = "Decide on a report",
      description =
          "All open reports of the same message are resolved with it. MESSAGE_DELETED deletes the"
              + " message, also where the caller does not see it. The same decision of the same"
              + " caller again changes nothing.")
  @APIResponse(responseCode = "200", description = "The report as it is now")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "403", description = "Only moderators and administrators may do this")
  @APIResponse(responseCode = "404", description = "No such report")
  @APIResponse(responseCode = "409", description = "Another decision was taken before")
  @APIResponse(responseCode = "422", description = "The outcome is missing, or the note not valid")
  public ReportView resolve(@PathParam("id") String id, ResolutionRequest request) {
    caller.requireModerator();
    return ReportView.of(
        resolveReports.resolve(caller.id(), id, request.outcome(), request.note()));
  }
}
