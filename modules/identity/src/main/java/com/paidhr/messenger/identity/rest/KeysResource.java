package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.token.KeyRing;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys of the built-in issuer. */
@Path("/.well-known/jwks.json")
@ApplicationScoped
@Tag(name = "identity", description = "Users and tokens")
public class KeysResource {
  private static final Duration CACHEABLE = Duration.ofMinutes(1);

  private final KeyRing keys;
  private final BuiltInIssuer issuer;

  @Inject
  KeysResource(KeyRing keys, BuiltInIssuer issuer) {
    this.issuer = issuer;
    this.keys = keys;
  }

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @SecurityRequirementsSet
  @Operation(
      operationId = "getKeys",
      summary = "Public keys of the issuer",
      description = "A JSON Web Key Set. The next key is in it before it signs.")
  @APIResponse(
      responseCode = "200",
      description = "The keys",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(responseCode = "404", description = "Tokens come from an external issuer")
  public Response list() {
    issuer.require();
    CacheControl cache = new CacheControl();
    cache.setMaxAge(Math.toIntExact(CACHEABLE.toSeconds()));
    return Response.ok(keys.published().toJSONObject()).cacheControl(cache).build();
  }
}
