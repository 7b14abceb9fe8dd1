package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.EraseUsers;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far erasures are, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/erasures/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class ErasuresResource {
  private final Caller caller;
  private final EraseUsers eraseUsers;

  @Inject
  ErasuresResource(Caller caller, EraseUsers eraseUsers) {
    this.caller = caller;
    this.eraseUsers = eraseUsers;
  }

  @GET
  @Operation(
      operationId = "getErasure",
      summary = "See how far an erasure is",
      description =
          "HELD while a legal hold keeps something of it; it goes on by itself when that is lifted.")
  @APIResponse(responseCode = "200", description = "The erasure")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "No such erasure")
  public ErasureView get(@PathParam("id") String id) {
    caller.requireAdmin();
    return ErasureView.of(eraseUsers.find(id));
  }
}
