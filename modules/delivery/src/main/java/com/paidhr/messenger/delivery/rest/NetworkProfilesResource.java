package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.control.ProfileControl;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.shared.DomainException;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A network that can be made bad, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/network-profiles/{scope}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class NetworkProfilesResource {
  private final Caller caller;
  private final ProfileControl control;

  @Inject
  NetworkProfilesResource(Caller caller, ProfileControl control) {
    this.caller = caller;
    this.control = control;
  }

  @GET
  @Operation(
      operationId = "getNetworkProfile",
      summary = "See the network profile of a scope, as it was set",
      description =
          "The scope is global, conversation:ID or user:ID; the narrowest that fits a recipient counts.")
  @APIResponse(responseCode = "200", description = "The profile")
  @APIResponse(responseCode = "400", description = "The scope cannot be")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "The scope has no profile, or it has expired")
  public NetworkProfile profile(@PathParam("scope") String scope) {
    caller.requireAdmin();
    return control
        .find(NetworkScope.parse(scope))
        .orElseThrow(() -> DomainException.notFound("network profile for", scope));
  }

  @PUT
  @Operation(
      operationId = "setNetworkProfile",
      summary = "Set the network profile of a scope",
      description =
          "Scopes are global, conversation:<id> and user:<id>; the narrowest applies alone. It"
              + " takes effect within a second on every node, for attempts from then on. latency"
              + " delays messages and does not limit how many arrive per second; bandwidthKbps"
              + " does, for each recipient in each conversation, at 1 KiB per message. {} is a"
              + " perfect network.")
  @APIResponse(responseCode = "200", description = "The profile")
  @APIResponse(responseCode = "400", description = "The scope cannot be")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "422", description = "The profile is not valid")
  public NetworkProfile set(@PathParam("scope") String scope, NetworkProfile profile) {
    caller.requireAdmin();
    control.set(caller.id(), NetworkScope.parse(scope), profile);
    return profile;
  }

  @DELETE
  @Operation(
      operationId = "deleteNetworkProfile",
      summary = "Remove the network profile of a scope",
      description = "A broader profile counts then; without any the network is perfect.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "400", description = "The scope cannot be")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "404", description = "The scope has no profile")
  public void remove(@PathParam("scope") String scope) {
    caller.requireAdmin();
    control.remove(caller.id(), NetworkScope.parse(scope));
  }
}
