package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.ExplainVisibility;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
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

/** Why a user sees a message or does not, for administrators. It shows no content. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/visibility")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminVisibilityResource {
  private final Caller caller;
  private final ExplainVisibility visibility;
  private final AuditLog audit;

  @Inject
  AdminVisibilityResource(Caller caller, ExplainVisibility visibility, AuditLog audit) {
    this.caller = caller;
    this.visibility = visibility;
    this.audit = audit;
  }

  /** Explains one decision. */
  @GET
  @Operation(
      operationId = "explainVisibility",
      summary = "Explain why a user sees a message or does not",
      description =
          "Names the one rule that decides and the membership interval that it looked at. Each look is noted in the audit log.")
  @APIResponse(responseCode = "200", description = "The decision with its rule and interval")
  @APIResponse(responseCode = "400", description = "A parameter is missing or malformed")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public VisibilityView explain(
      @Parameter(required = true, description = "Who reads") @QueryParam("userId")
          @Nullable UserId userId,
      @Parameter(required = true, description = "The message in question") @QueryParam("messageId")
          @Nullable MessageId messageId) {
    caller.requireAdmin();
    UserId user = Input.required(userId, "userId");
    MessageId message = Input.required(messageId, "messageId");
    audit.note(
        AuditEntry.of(caller.id(), "visibility.explained")
            .in(message.conversation())
            .to(user)
            .with("messageId", message.toString()));
    return VisibilityView.of(user, message, visibility.explain(user, message));
  }
}
