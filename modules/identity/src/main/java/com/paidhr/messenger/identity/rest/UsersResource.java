package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.AcceptInvitation;
import com.paidhr.messenger.identity.application.ChangeProfile;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.application.RegistrationRules;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.ClientAddress;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.limits.RateLimits;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.shared.rest.EntityVersion;
import com.paidhr.messenger.shared.text.SearchQuery;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The users of the organization. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class UsersResource {
  private final RegisterUser registerUser;
  private final AcceptInvitation acceptInvitation;
  private final RegistrationRules rules;
  private final Users users;
  private final RateLimits rates;
  private final ClientAddress addresses;
  private final ChangeProfile changeProfile;
  private final IdentitySettings settings;
  private final Caller caller;
  private final JsonWebToken token;
  private final HeavyWork work;

  @Inject
  UsersResource(
      RegisterUser registerUser,
      AcceptInvitation acceptInvitation,
      RegistrationRules rules,
      Users users,
      RateLimits rates,
      ClientAddress addresses,
      ChangeProfile changeProfile,
      IdentitySettings settings,
      Caller caller,
      JsonWebToken token,
      HeavyWork work) {
    this.registerUser = registerUser;
    this.acceptInvitation = acceptInvitation;
    this.rules = rules;
    this.users = users;
    this.rates = rates;
    this.addresses = addresses;
    this.changeProfile = changeProfile;
    this.settings = settings;
    this.caller = caller;
    this.token = token;
    this.work = work;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @SecurityRequirementsSet
  @Operation(
      operationId = "registerUser",
      summary = "Create a user",
      description =
          "Open to anybody, to emails of some domains, or to administrators only, by the settings"
              + " identity.registration and identity.registration.domains; and to who shows an"
              + " invitation. A use of it is taken last, and given back where a name is taken.")
  @APIResponse(
      responseCode = "201",
      description = "The user; Location is its address",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "401", description = "Registration is not open and no token came")
  @APIResponse(responseCode = "403", description = "Registration is for administrators")
  @APIResponse(responseCode = "409", description = "Username or email is taken; errors say which")
  @APIResponse(
      responseCode = "422",
      description =
          "Fields are not valid; errors name each. An invitation that is unknown, revoked, expired"
              + " or spent is the same")
  @APIResponse(responseCode = "429", description = "Too many registrations from this address")
  public Response register(@Nullable RegisterRequest request) {
    if (settings.externalIssuer().isPresent()) {
      throw DomainException.forbidden("Users come from the external issuer");
    }
    String invitation = request == null ? null : request.invitation();
    if (!caller.isAdmin()) {
      if (invitation == null && rules.isClosed()) {
        caller.requireAdmin();
      }
      rates.take(RateLimit.REGISTRATION, 1);
    }
    if (request == null) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is required");
    }
    User user = created(request, invitation);
    return Response.created(UriBuilder.fromPath("/users/{id}").build(user.id().value()))
        .entity(UserView.complete(user))
        .build();
  }

  private User created(RegisterRequest request, @Nullable String invitation) {
    UserId actor = caller.known().orElse(null);
    if (invitation != null) {
      return acceptInvitation.register(request.toNewUser(), invitation, actor);
    }
    if (!caller.isAdmin()) {
      rules.check(request.email());
    }
    return registerUser.register(request.toNewUser(), actor);
  }

  @GET
  @Operation(
      operationId = "listUsers",
      summary = "List users by name",
      description =
          "q finds users by the words of username and display name: all its words must occur, of"
              + " the last one its beginning is enough. Case, accents and the like do not matter.")
  @APIResponse(responseCode = "200", description = "A page, in the order of usernames")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @RateLimited(value = RateLimit.SEARCH, onlyWith = "q")
  public Page<UserView> list(
      @Parameter(description = "The beginning of a name") @QueryParam("q") @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    SearchQuery query = UserPages.query(q);
    List<User> found =
        query == null
            ? users.page(null, false, page.position(), page.limit() + 1)
            : work.run("search", () -> users.page(query, false, page.position(), page.limit() + 1));
    return UserPages.of(found, page).map(this::viewOf);
  }

  @GET
  @Path("/me")
  @Operation(
      operationId = "getMe",
      summary = "Show the caller",
      description = "Also what only the user sees: email, roles and privacy.")
  @APIResponse(
      responseCode = "200",
      description = "The caller, with email and roles; the ETag is for changes of what was seen",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public Response me() {
    return own(find(caller.id()));
  }

  @PATCH
  @Path("/me")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeMe",
      summary = "Change the caller's name, email, password, readReceipts, presence or addedBy",
      description =
          "What is left out stays. A new password needs the current one and ends all other"
              + " sessions.")
  @APIResponse(
      responseCode = "200",
      description = "The changed user",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "409", description = "The email is taken")
  @APIResponse(
      responseCode = "412",
      description = "The caller's profile has none of the versions in If-Match")
  @APIResponse(responseCode = "422", description = "Fields are not valid; errors name each")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords or new emails")
  public Response change(
      @Parameter(
              description = EntityVersion.IF_MATCH_IS,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch,
      ProfileRequest request,
      @Context ContainerRequestContext exchange) {
    String session = token.getClaim("sid");
    return own(
        changeProfile.change(
            caller.id(),
            request.toChanges(),
            session,
            addresses.of(exchange),
            version -> EntityVersion.check(ifMatch, version)));
  }

  private static Response own(User user) {
    return Response.ok(UserView.complete(user)).tag(EntityVersion.tag(user.version())).build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getUser",
      summary = "Show a user",
      description = "Email and roles are shown to the user and to administrators only.")
  @APIResponse(responseCode = "200", description = "The user")
  @APIResponse(responseCode = "404", description = "No such user")
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
