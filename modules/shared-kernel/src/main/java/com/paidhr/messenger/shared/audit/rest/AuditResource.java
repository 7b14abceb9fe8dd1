package com.paidhr.messenger.shared.audit.rest;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IsoTime;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditCheck;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditFilter;
import com.paidhr.messenger.shared.audit.AuditStore;
import com.paidhr.messenger.shared.audit.StoredEntry;
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
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log, for auditors and administrators. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AuditResource {
  private final Caller caller;
  private final AuditStore store;
  private final AuditCheck check;

  @Inject
  public AuditResource(Caller caller, AuditStore store, AuditCheck check) {
    this.caller = caller;
    this.store = store;
    this.check = check;
  }

  /** Entries, the newest first. */
  @GET
  @Operation(
      operationId = "listAuditEntries",
      summary = "List who did what, newest first",
      description =
          "What concerns security, administration and conversations. Never bodies or secrets.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Neither an auditor nor an administrator")
  public Page<AuditEntryView> list(
      @Parameter(description = "Only what concerns this conversation") @QueryParam("conversationId")
          @Nullable ConversationId conversation,
      @Parameter(description = "Only what this user did") @QueryParam("actorId")
          @Nullable UserId actor,
      @Parameter(description = "Only what concerns this user") @QueryParam("targetId")
          @Nullable UserId target,
      @Parameter(description = "Only this action, such as session.started") @QueryParam("action")
          @Nullable String action,
      @Parameter(description = "Only what was done, or what was refused") @QueryParam("result")
          AuditEntry.@Nullable Result result,
      @Parameter(
              description = "Only what was done at this ISO 8601 time or later",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "Only what was done before this ISO 8601 time",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("to")
          @Nullable String to,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAuditor();
    PageRequest page = PageRequest.of(limit, cursor);
    Long before = page.after(PageRequest::seq).orElse(null);
    AuditFilter filter =
        new AuditFilter(
            conversation, actor, target, action, result, time("from", from), time("to", to));
    return Page.ofSurplus(
            store.list(filter, before, page.limit() + 1),
            page.limit(),
            (StoredEntry last) -> PageRequest.encode(Long.toString(last.number())))
        .map(AuditEntryView::of);
  }

  /** Checks a part of the chain. */
  @GET
  @Path("/verify")
  @Operation(
      operationId = "verifyAuditLog",
      summary = "Check that no audit entry was changed or removed",
      description =
          "Checks up to 20,000 entries, from the oldest on, or behind one that is known by number"
              + " and hash. Where complete is false, go on with last and hash as after and hash."
              + " Whoever keeps the last number and hash elsewhere notices if the end is cut off.")
  @APIResponse(responseCode = "200", description = "What was found")
  @APIResponse(responseCode = "400", description = "after comes with hash, or not at all")
  @APIResponse(responseCode = "403", description = "Neither an auditor nor an administrator")
  public AuditCheckView verify(
      @Parameter(
              description = "Number of an entry that is known",
              schema = @Schema(implementation = Long.class, minimum = "1"))
          @QueryParam("after")
          @Nullable Long after,
      @Parameter(description = "Hash of the entry that is known") @QueryParam("hash")
          @Nullable String hash) {
    caller.requireAuditor();
    if ((after == null) != (hash == null) || (after != null && after < 1)) {
      throw DomainException.badParameter("after", "after is a number from 1 on, and hash its hash");
    }
    return AuditCheckView.of(check.check(after, hash));
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : IsoTime.parse(text);
    } catch (DateTimeException e) {
      throw DomainException.badParameter(name, name + " is an ISO 8601 time with an offset");
    }
  }
}
