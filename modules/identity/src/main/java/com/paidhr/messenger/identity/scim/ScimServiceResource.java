package com.paidhr.messenger.identity.scim;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a directory may ask of this service: fixed documents (RFC 7643, sections 5 to 7). */
@ScimDoor
@RateLimited(RateLimit.ADMIN)
@Path("/scim/v2")
@ApplicationScoped
@PermitAll
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ScimServiceResource {
  private static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String LIST =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
          + "\"totalResults\":1,\"startIndex\":1,\"itemsPerPage\":1,\"Resources\":[%s]}";

  private final String config = document("service-provider-config.json");
  private final String type = document("user-type.json");
  private final String schema = document("user-schema.json");

  private static String document(String name) {
    try (InputStream bytes =
        Objects.requireNonNull(ScimServiceResource.class.getResourceAsStream(name))) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is supported, and how much at once. */
  @GET
  @PermitAll
  @Path("/ServiceProviderConfig")
  @Operation(hidden = true)
  public Response config() {
    return ok(config);
  }

  /** The kinds of resources: users. */
  @GET
  @PermitAll
  @Path("/ResourceTypes")
  @Operation(hidden = true)
  public Response types() {
    return ok(LIST.formatted(type));
  }

  /** One kind. */
  @GET
  @PermitAll
  @Path("/ResourceTypes/{name}")
  @Operation(hidden = true)
  public Response type(@PathParam("name") String name) {
    return found("User", name, "resource type", type);
  }

  /** The schemas: that of users. */
  @GET
  @PermitAll
  @Path("/Schemas")
  @Operation(hidden = true)
  public Response schemas() {
    return ok(LIST.formatted(schema));
  }

  /** One schema. */
  @GET
  @PermitAll
  @Path("/Schemas/{name}")
  @Operation(hidden = true)
  public Response schema(@PathParam("name") String name) {
    return found(USER_SCHEMA, name, "schema", schema);
  }

  private static Response found(String known, String name, String what, String document) {
    if (!known.equals(name)) {
      throw DomainException.notFound(what, name.length() > 100 ? "of this name" : name);
    }
    return ok(document);
  }

  private static Response ok(String document) {
    return Response.ok(document, ScimJson.TYPE).build();
  }
}
