package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.network.LastDraws;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the simulated network did, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/network-draws")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class NetworkDrawsResource {
  private final Caller caller;
  private final LastDraws draws;
  private final Worker worker;

  @Inject
  NetworkDrawsResource(Caller caller, LastDraws draws, Worker worker) {
    this.caller = caller;
    this.draws = draws;
    this.worker = worker;
  }

  @GET
  @Operation(
      operationId = "listNetworkDraws",
      summary = "See what the network simulator did last",
      description =
          "With the last 100 attempts of the node that answers, the newest first. Attempts over a"
              + " perfect network are left out.")
  @APIResponse(responseCode = "200", description = "The draws")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public NetworkDrawsView list() {
    caller.requireAdmin();
    return NetworkDrawsView.of(worker.name(), draws.all());
  }
}
