package com.paidhr.messenger.identity.scim;

import com.paidhr.messenger.identity.application.ProvisionUsers;
import com.paidhr.messenger.identity.application.ProvisionUsers.Entry;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.types.UserResource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Users of the external issuer, as its directory makes, changes and removes them. Removing is
 * deactivating: what was written stays, and who is made again is the same user. {@code
 * /scim/v2/Schemas} says which attributes there are, so the document of the API leaves all of this
 * out; the access matrix has it.
 */
@ScimDoor
@RateLimited(RateLimit.ADMIN)
@Path("/scim/v2/Users")
@RequestScoped
@PermitAll
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ScimUsersResource {
  private static final int MOST = 200;
  private static final int LAST_START = 1_000_000;

  private final ProvisionUsers users;

  @Inject
  ScimUsersResource(ProvisionUsers users) {
    this.users = users;
  }

  /** Something that SCIM's library may refuse. */
  private interface Answer {
    Response give() throws ScimException;
  }

  /**
   * A page of at most 200, of all or of those that a filter names; what else is asked is ignored.
   */
  @GET
  @PermitAll
  @Operation(hidden = true)
  public Response list(
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("startIndex") @Nullable Integer startIndex,
      @QueryParam("count") @Nullable Integer count,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excludedAttributes,
      @QueryParam("sortBy") @Nullable String sortBy,
      @QueryParam("sortOrder") @Nullable String sortOrder) {
    return answer(() -> {
      int start = startIndex == null ? 1 : Math.max(1, startIndex);
      int limit = count == null ? MOST : Math.clamp(count, 0, MOST);
      if (start > LAST_START) {
        throw BadRequestException.invalidValue("startIndex is at most " + LAST_START);
      }
      if (filter == null) {
        return page(Math.toIntExact(users.count()), start, users.page(start - 1, limit));
      }
      List<User> found = named(ScimFilter.parse(filter));
      return page(found.size(), start, found.stream().skip(start - 1L).limit(limit).toList());
    });
  }

  private List<User> named(ScimFilter filter) {
    return switch (filter.attribute()) {
      case "externalid" -> users.findBySubject(filter.value()).stream().toList();
      case "id" ->
          filter.value().matches("[A-Za-z0-9_-]{1,64}")
              ? users.find(new UserId(filter.value())).stream().toList()
              : List.of();
      default -> users.findByName(filter.value());
    };
  }

  private static Response page(int total, int start, List<User> users) {
    List<UserResource> shown = users.stream().map(ScimUsers::of).toList();
    return ok(new ListResponse<>(total, shown, start, shown.size()));
  }

  /** Makes a user, or takes up one that was removed; the answer is 201 with its address. */
  @POST
  @PermitAll
  @Operation(hidden = true)
  public Response create(InputStream body) {
    UserResource given = ScimJson.user(body);
    Entry entry = ScimUsers.entry(given);
    User made =
        users.add(
            new Entry(
                entry.externalId(),
                entry.userName(),
                entry.displayName(),
                entry.email(),
                entry.active() == null || entry.active()));
    return Response.created(URI.create(ScimUsers.PATH + made.id().value()))
        .type(ScimJson.TYPE)
        .entity(ScimJson.write(ScimUsers.of(made)))
        .build();
  }

  /** Shows a user. */
  @GET
  @PermitAll
  @Path("/{userId}")
  @Operation(hidden = true)
  public Response get(
      @PathParam("userId") UserId id,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excludedAttributes) {
    return ok(ScimUsers.of(existing(id)));
  }

  /** Changes a user to what is given; a name, an email or {@code active} left out stays. */
  @PUT
  @PermitAll
  @Path("/{userId}")
  @Operation(hidden = true)
  public Response replace(@PathParam("userId") UserId id, InputStream body) {
    return answer(() -> changed(existing(id), ScimJson.user(body)));
  }

  /** Changes some of a user; a name that is given alone becomes the display name. */
  @PATCH
  @PermitAll
  @Path("/{userId}")
  @Operation(hidden = true)
  public Response change(@PathParam("userId") UserId id, InputStream body) {
    return answer(() -> {
      PatchRequest wanted = ScimJson.patch(body);
      User user = existing(id);
      UserResource before = ScimUsers.of(user);
      before.setName(null);
      GenericScimResource resource = before.asGenericScimResource();
      wanted.apply(resource);
      UserResource after = ScimJson.user(resource.getObjectNode());
      if (after.getName() != null && user.displayName().equals(after.getDisplayName())) {
        after.setDisplayName(null);
      }
      return changed(user, after);
    });
  }

  private Response changed(User user, UserResource wanted) throws ScimException {
    Entry entry = ScimUsers.entry(wanted);
    boolean another = entry.externalId() != null && !entry.externalId().equals(user.externalId());
    if (another || (wanted.getId() != null && !wanted.getId().equals(user.id().value()))) {
      throw BadRequestException.mutability("id and externalId stay as they are");
    }
    return ok(ScimUsers.of(users.change(user.id(), entry)));
  }

  /** Removes a user from the directory, and deactivates them here. */
  @DELETE
  @PermitAll
  @Path("/{userId}")
  @Operation(hidden = true)
  public void remove(@PathParam("userId") UserId id) {
    users.remove(id);
  }

  private User existing(UserId id) {
    return users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
  }

  private static Response answer(Answer answer) {
    try {
      return answer.give();
    } catch (ScimException e) {
      return Response.status(e.getScimError().getStatus())
          .type(ScimJson.TYPE)
          .entity(ScimJson.write(e.getScimError()))
          .build();
    }
  }

  private static Response ok(Object resource) {
    return Response.ok(ScimJson.write(resource), ScimJson.TYPE).build();
  }
}
