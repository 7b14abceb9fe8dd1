package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.conversations.domain.AuditTrail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit trail, for administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminAuditResource {
  private final Caller caller;
  private final AuditTrail audit;

  @Inject
  AdminAuditResource(Caller caller, AuditTrail audit) {
    this.caller = caller;
    this.audit = audit;
  }

  /** Entries, the newest first. */
  @GET
  @Operation(
      operationId = "listAuditEntries",
      summary = "List who changed what in conversations and in the delivery, newest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public Page<AuditEntryView> list(
      @Parameter(description = "Only what concerns this conversation") @QueryParam("conversationId")
          @Nullable ConversationId conversation,
      @Parameter(description = "Only what this user did") @QueryParam("actorId")
          @Nullable UserId actor,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    String before = page.after(AdminAuditResource::entryId).orElse(null);
    return Page.ofSurplus(
            audit.newest(conversation, actor, before, page.limit() + 1),
            page.limit(),
            (AuditEntry last) -> PageRequest.encode(last.id()))
        .map(AuditEntryView::of);
  }

  private static String entryId(String position) {
    if (!position.matches("[0-9]{15}[.].+")) {
      throw new IllegalArgumentException("No id of an entry: " + position);
    }
    return position;
  }
}
