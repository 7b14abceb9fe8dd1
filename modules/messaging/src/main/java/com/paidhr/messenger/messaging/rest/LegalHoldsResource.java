package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.HoldMessages;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHold;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What may not be removed, for administrators; auditors may look. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/legal-holds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class LegalHoldsResource {
  private final Caller caller;
  private final HoldMessages holdMessages;

  @Inject
  LegalHoldsResource(Caller caller, HoldMessages holdMessages) {
    this.caller = caller;
    this.holdMessages = holdMessages;
  }

  @GET
  @Operation(
      operationId = "listLegalHolds",
      summary = "List legal holds",
      description = "In the order of their scopes.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Only auditors and administrators may do this")
  public Page<LegalHoldView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAuditor();
    PageRequest page = PageRequest.of(limit, cursor);
    Page<LegalHold> found =
        Page.ofSurplus(
            holdMessages.page(page.position(), page.limit() + 1),
            page.limit(),
            last -> PageRequest.encode(last.scope().value()));
    return found.map(LegalHoldView::of);
  }

  @PUT
  @Path("/{scope}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "placeLegalHold",
      summary = "Place a legal hold",
      description =
          "The scope is conversation:ID, for all messages there, or user:ID, for all that the user"
              + " wrote anywhere. Neither a retention policy nor anybody removes them while it"
              + " stands; deleting one is answered with 409. Again changes the reason only.")
  @APIResponse(responseCode = "200", description = "The hold")
  @APIResponse(responseCode = "400", description = "The scope cannot be, or the body is not JSON")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such conversation or user")
  @APIResponse(responseCode = "409", description = "There are ten thousand holds")
  @APIResponse(responseCode = "422", description = "The reason is missing or not valid")
  public LegalHoldView place(@PathParam("scope") String scope, LegalHoldRequest request) {
    caller.requireAdmin();
    return LegalHoldView.of(
        holdMessages.hold(caller.id(), HoldScope.parse(scope), request.reason()));
  }

  @DELETE
  @Path("/{scope}")
  @Operation(
      operationId = "liftLegalHold",
      summary = "Lift a legal hold",
      description = "What a policy would have removed meanwhile is removed soon after.")
  @APIResponse(responseCode = "204", description = "Lifted")
  @APIResponse(responseCode = "400", description = "The scope cannot be")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "The scope has no hold")
  public void lift(@PathParam("scope") String scope) {
    caller.requireAdmin();
    holdMessages.lift(caller.id(), HoldScope.parse(scope));
  }
}
