package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.ResetPassword;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** New passwords by a token that an administrator handed over. */
@Path("/password-resets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class PasswordResetsResource {
  private final ResetPassword resets;
  private final BuiltInIssuer issuer;

  @Inject
  PasswordResetsResource(ResetPassword resets, BuiltInIssuer issuer) {
    this.resets = resets;
    this.issuer = issuer;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirementsSet
  @Operation(
      operationId = "resetPassword",
      summary = "Set a new password by a token of an administrator",
      description = "The token is good once. All sessions of the user end.")
  @APIResponse(responseCode = "204", description = "The password is set")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "401", description = "The token is not good, or not any more")
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  @APIResponse(responseCode = "422", description = "The password is not good; the token still is")
  @RateLimited(RateLimit.LOGIN)
  public void use(PasswordResetRequest request) {
    issuer.require();
    String token = request.token();
    String password = request.password();
    new Violations()
        .check(token != null, "/token", "This field is required")
        .check(password != null, "/password", "This field is required")
        .throwIfAny();
    resets.use(token == null ? "" : token, password == null ? "" : password);
  }
}
