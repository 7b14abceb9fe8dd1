package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.control.QueueControl;
import com.paidhr.messenger.delivery.domain.Nodes.Node;
import com.paidhr.messenger.shared.Page;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The nodes that share the queue, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/nodes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminNodesResource {
  private final Caller caller;
  private final QueueControl control;

  @Inject
  AdminNodesResource(Caller caller, QueueControl control) {
    this.caller = caller;
    this.control = control;
  }

  @GET
  @Operation(
      operationId = "listNodes",
      summary = "See which nodes there are, since when, and in what version",
      description =
          "By name. A node says every ten seconds that it is there. One that ends is gone at once; one that"
              + " falls silent is listed as not alive, and forgotten after ten minutes.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  @APIResponse(responseCode = "503", description = "Redis does not answer")
  public Page<NodeView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    List<Node> behind =
        control.nodes().stream()
            .filter(
                node -> page.after().filter(last -> nameOf(node).compareTo(last) <= 0).isEmpty())
            .limit(page.limit() + 1L)
            .toList();
    return Page.ofSurplus(behind, page.limit(), (Node last) -> PageRequest.encode(nameOf(last)))
        .map(NodeView::of);
  }

  private static String nameOf(Node node) {
    return node.description().name();
  }
}
