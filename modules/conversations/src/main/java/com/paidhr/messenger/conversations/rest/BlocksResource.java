package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.BlockUsers;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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

/** Whom the caller wants nothing to do with. */
@Path("/users/me/blocks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class BlocksResource {
  private final Caller caller;
  private final BlockUsers blocks;

  @Inject
  BlocksResource(Caller caller, BlockUsers blocks) {
    this.caller = caller;
    this.blocks = blocks;
  }

  @GET
  @Operation(
      operationId = "listBlocks",
      summary = "List whom the caller blocks",
      description = "In the order of user ids. Nobody else sees it.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  public Page<BlockView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return blocks.page(caller.id(), PageRequest.of(limit, cursor)).map(BlockView::of);
  }

  @PUT
  @Path("/{userId}")
  @Operation(
      operationId = "blockUser",
      summary = "Block a user",
      description =
          "While the block lasts neither of the two starts or writes in their private"
              + " conversation, and the blocked one does not put the caller into others. What was"
              + " written stays. In conversations with others nothing changes. There are at most"
              + " 1,000.")
  @APIResponse(responseCode = "204", description = "The user is blocked")
  @APIResponse(responseCode = "404", description = "No such user")
  @APIResponse(responseCode = "409", description = "The caller themselves, or more than 1,000")
  @RateLimited(RateLimit.REPORT)
  public void block(@PathParam("userId") UserId user) {
    blocks.block(caller.id(), user);
  }

  @DELETE
  @Path("/{userId}")
  @Operation(
      operationId = "unblockUser",
      summary = "Take a block back",
      description = "One that is not there is no error.")
  @APIResponse(responseCode = "204", description = "The user is not blocked")
  @RateLimited(RateLimit.REPORT)
  public void unblock(@PathParam("userId") UserId user) {
    blocks.unblock(caller.id(), user);
  }
}
