package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.LoginLimits;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Registration;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The users of the organization. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Identity", description = "Users and tokens")
public class UsersResource {
  private final RegisterUser registerUser;
  private final Users users;
  private final LoginLimits limits;
  private final ClientAddress addresses;
  private final IdentitySettings settings;
  private final Caller caller;

  @Inject
  UsersResource(
      RegisterUser registerUser,
      Users users,
      LoginLimits limits,
      ClientAddress addresses,
      IdentitySettings settings,
      Caller caller) {
    this.registerUser = registerUser;
    this.users = users;
    this.limits = limits;
    this.addresses = addresses;
    this.settings = settings;
    this.caller = caller;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "registerUser", summary = "Create a user")
  public Response register(
      @Nullable RegisterRequest request, @Context ContainerRequestContext exchange) {
    if (!caller.isAdmin()) {
      if (settings.registration() == Registration.ADMIN) {
        caller.requireAdmin();
      }
      limits.countRegistration(addresses.of(exchange));
    }
    if (request == null) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is required");
    }
    User user = registerUser.register(request.toNewUser());
    return Response.created(UriBuilder.fromPath("/users/{id}").build(user.id().value()))
        .entity(UserView.complete(user))
        .build();
  }

  @GET
  @Operation(operationId = "listUsers", summary = "The directory")
  public Page<UserView> list(
      @QueryParam("q") @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    String prefix = q == null || q.isBlank() ? null : Names.fold(q.strip());
    List<User> found = users.page(prefix, page.position(), page.limit() + 1);
    return Page.ofSurplus(
            found, page.limit(), last -> PageRequest.encode(Names.key(last.username())))
        .map(this::viewOf);
  }

  @GET
  @Path("/me")
  @Operation(operationId = "getMe", summary = "The caller")
  public UserView me() {
    return UserView.complete(find(caller.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getUser", summary = "One user")
  public UserView get(@PathParam("id") UserId id) {
    return viewOf(find(id));
  }

  private User find(UserId id) {
    return users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
  }

  private UserView viewOf(User user) {
    return caller.isAdmin() || caller.id().equals(user.id())
        ? UserView.complete(user)
        : UserView.open(user);
  }
}
