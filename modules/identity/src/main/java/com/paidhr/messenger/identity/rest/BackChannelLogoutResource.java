package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.SignOutByIssuer;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where the external issuer says that somebody signed out there (OpenID Connect Back-Channel Logout
 * 1.0). It is for the issuer alone, so the document of the API leaves it out; the access matrix has
 * it. Answers 204 when the sessions have ended, 400 to a token that is not good or was used, 404
 * where there is no external issuer.
 */
@Path("/back-channel-logout")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BackChannelLogoutResource {
  private static final String FIELD = "logout_token=";

  /** A token has at most 8 KiB, and other fields are not looked at. */
  private static final int MAX_BODY = 16 * 1024;

  private final SignOutByIssuer signOut;
  private final boolean external;

  @Inject
  BackChannelLogoutResource(SignOutByIssuer signOut, IdentitySettings settings) {
    this.signOut = signOut;
    this.external = settings.externalIssuer().isPresent();
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  @RateLimited(RateLimit.LOGIN)
  public Response signOut(InputStream body) {
    if (!external) {
      throw new DomainException(ProblemType.NOT_FOUND, "There is no external issuer");
    }
    signOut.accept(tokenIn(read(body)));
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return Response.noContent().cacheControl(never).build();
  }

  private static String read(InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(MAX_BODY + 1);
    } catch (IOException e) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "The body breaks off");
    }
    if (bytes.length > MAX_BODY) {
      throw new DomainException(
          ProblemType.BODY_TOO_LARGE, "This body has at most " + MAX_BODY + " bytes");
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static String tokenIn(String form) {
    List<String> given =
        Arrays.stream(form.split("&", -1)).filter(pair -> pair.startsWith(FIELD)).toList();
    if (given.size() != 1) {
      throw new DomainException(
          ProblemType.MALFORMED_REQUEST, "The form has one field logout_token");
    }
    try {
      return URLDecoder.decode(given.getFirst().substring(FIELD.length()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "logout_token cannot be read");
    }
  }
}
