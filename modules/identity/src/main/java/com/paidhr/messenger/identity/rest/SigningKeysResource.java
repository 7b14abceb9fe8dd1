package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.token.KeyRing;
import com.paidhr.messenger.identity.token.SigningKey;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rotation of the signing key ahead of time. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/signing-keys")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class SigningKeysResource {
  private final KeyRing keys;
  private final BuiltInIssuer issuer;
  private final Caller caller;
  private final AuditLog audit;

  @Inject
  SigningKeysResource(KeyRing keys, BuiltInIssuer issuer, Caller caller, AuditLog audit) {
    this.keys = keys;
    this.issuer = issuer;
    this.caller = caller;
    this.audit = audit;
  }

  @POST
  @Operation(
      operationId = "rotateSigningKey",
      summary = "Make the next signing key now",
      description =
          "It is published at once and signs after the usual notice. Tokens of the present key stay"
              + " valid until they expire. While a next key waits already, that one is the answer.")
  @APIResponse(
      responseCode = "201",
      description = "The key that will take over",
      content = @Content(schema = @Schema(implementation = SigningKeyView.class)))
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  public Response rotate() {
    caller.requireAdmin();
    issuer.require();
    SigningKey next = keys.rotate();
    audit.note(AuditEntry.of(caller.id(), "signingKey.rotated").with("kid", next.kid()));
    return Response.status(Response.Status.CREATED).entity(SigningKeyView.of(next)).build();
  }
}
