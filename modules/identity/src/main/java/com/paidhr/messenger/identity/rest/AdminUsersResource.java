package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.AdministerUsers;
import com.paidhr.messenger.identity.application.EndSessions;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.application.ResetPassword;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Administration of users. */
@RateLimited(RateLimit.ADMIN)
@Path("/admin/users")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public class AdminUsersResource {
  private final Users users;
  private final SecondFactors factors;
  private final RegisterUser registerUser;
  private final AdministerUsers administer;
  private final ResetPassword resets;
  private final EndSessions sessions;
  private final BuiltInIssuer issuer;
  private final Caller caller;

  @Inject
  AdminUsersResource(
      Users users,
      SecondFactors factors,
      RegisterUser registerUser,
      AdministerUsers administer,
      ResetPassword resets,
      EndSessions sessions,
      BuiltInIssuer issuer,
      Caller caller) {
    this.users = users;
    this.factors = factors;
    this.registerUser = registerUser;
    this.administer = administer;
    this.resets = resets;
    this.sessions = sessions;
    this.issuer = issuer;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listUsersForAdmin",
      summary = "List users by name, also those who are deactivated",
      description = "q finds as in GET /users.")
  @APIResponse(responseCode = "200", description = "A page, in the order of usernames")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  public Page<AdminUserView> list(
      @Parameter(description = "The beginning of a name") @QueryParam("q") @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    caller.requireAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    Page<User> found =
        UserPages.of(users.page(UserPages.query(q), true, page.position(), page.limit() + 1), page);
    Set<UserId> withFactor = factors.inForce(found.items().stream().map(User::id).toList());
    return found.map(user -> AdminUserView.of(user, withFactor.contains(user.id())));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createUser",
      summary = "Create a user with roles",
      description = "Without a password the user sets one by a token of /password-reset.")
  @APIResponse(
      responseCode = "201",
      description = "The user; Location is its address",
      content = @Content(schema = @Schema(implementation = AdminUserView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "Users come from the external issuer")
  @APIResponse(responseCode = "409", description = "Username or email is taken; errors say which")
  @APIResponse(responseCode = "422", description = "Fields are not valid; errors name each")
  public Response create(@Nullable NewAdminUserRequest request) {
    caller.requireAdmin();
    issuer.require();
    User user = registerUser.register(require(request).toNewUser(), caller.id());
    return Response.created(UriBuilder.fromPath("/admin/users/{id}").build(user.id().value()))
        .entity(AdminUserView.of(user, false))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getUserForAdmin",
      summary = "Show a user",
      description = "Also one who is deactivated, with email, roles and last sign-in.")
  @APIResponse(responseCode = "200", description = "The user")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "No such user")
  public AdminUserView get(@PathParam("id") UserId id) {
    caller.requireAdmin();
    return view(existing(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeUser",
      summary = "Change a user's roles, deactivate or reactivate them",
      description =
          "Each change ends the user's sessions, everywhere within a second. Who is deactivated"
              + " cannot sign in, be added or mentioned; their messages stay. The last"
              + " administrator can be neither deactivated nor demoted.")
  @APIResponse(responseCode = "200", description = "The changed user")
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "No such user")
  @APIResponse(
      responseCode = "409",
      description = "Nobody else administrates, or the user was erased")
  @APIResponse(responseCode = "422", description = "There is no such role")
  public AdminUserView change(@PathParam("id") UserId id, @Nullable AdminUserRequest request) {
    caller.requireAdmin();
    AdminUserRequest wanted = require(request);
    if (wanted.roles() != null) {
      issuer.require();
    }
    return view(administer.change(caller.id(), id, wanted.roles(), wanted.active()));
  }

  @POST
  @Path("/{id}/password-reset")
  @Operation(
      operationId = "issuePasswordReset",
      summary = "Make a token by which the user sets a new password",
      description = "Good once and for a day, at POST /password-resets. One made before is void.")
  @APIResponse(
      responseCode = "201",
      description = "The token, shown this once",
      content = @Content(schema = @Schema(implementation = PasswordResetView.class)))
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "No such user")
  public Response resetPassword(@PathParam("id") UserId id) {
    caller.requireAdmin();
    issuer.require();
    return Response.status(Response.Status.CREATED)
        .entity(PasswordResetView.of(resets.issue(caller.id(), id)))
        .build();
  }

  @GET
  @Path("/{id}/sessions")
  @Operation(
      operationId = "listUserSessions",
      summary = "List a user's sessions, newest first",
      description = "At most 200.")
  @APIResponse(responseCode = "200", description = "All that live")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  public Page<SessionView> sessions(@PathParam("id") UserId id) {
    caller.requireAdmin();
    existing(id);
    return new Page<>(
        sessions.of(id).stream().map(session -> SessionView.of(session, null)).toList(), null);
  }

  @DELETE
  @Path("/{id}/sessions")
  @Operation(
      operationId = "endUserSessions",
      summary = "End all sessions of a user",
      description = "Refresh and access tokens and streams of the user end on every node.")
  @APIResponse(responseCode = "204", description = "They have ended, everywhere within a second")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  public void endSessions(@PathParam("id") UserId id) {
    caller.requireAdmin();
    existing(id);
    sessions.all(caller.id(), id, null);
  }

  @DELETE
  @Path("/{id}/sessions/{sessionId}")
  @Operation(
      operationId = "endUserSession",
      summary = "End a session of a user",
      description = "Its refresh and access tokens and its streams end on every node.")
  @APIResponse(responseCode = "204", description = "It has ended, everywhere within a second")
  @APIResponse(responseCode = "403", description = "Only administrators may do this")
  @APIResponse(responseCode = "404", description = "The user has no such session")
  public void endSession(@PathParam("id") UserId id, @PathParam("sessionId") String session) {
    caller.requireAdmin();
    sessions.one(caller.id(), id, session);
  }

  private User existing(UserId id) {
    return users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
  }

  private AdminUserView view(User user) {
    return AdminUserView.of(user, factors.inForce(List.of(user.id())).contains(user.id()));
  }

  private static <T> T require(@Nullable T request) {
    if (request == null) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is required");
    }
    return request;
  }
}
