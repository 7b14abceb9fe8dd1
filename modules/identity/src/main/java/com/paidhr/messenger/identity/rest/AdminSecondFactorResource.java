package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.EndSecondFactor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Second factors of users who have lost theirs. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/users/{id}/second-factor")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminSecondFactorResource {
  private final EndSecondFactor endSecondFactor;
  private final Caller caller;

  @Inject
  AdminSecondFactorResource(EndSecondFactor endSecondFactor, Caller caller) {
    this.endSecondFactor = endSecondFactor;
    this.caller = caller;
  }

  @DELETE
  @Operation(
      operationId = "resetSecondFactor",
      summary = "End the second factor of a user who has lost it",
      description = "All sessions of the user end. The next sign-in needs the password alone.")
  @APIResponse(responseCode = "204", description = "It has ended")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "The user has no second factor in force")
  public void reset(@PathParam("id") UserId id) {
    caller.requireAdmin();
    endSecondFactor.reset(caller.id(), id);
  }
}
