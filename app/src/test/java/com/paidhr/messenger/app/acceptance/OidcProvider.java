package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A provider of OpenID Connect on a port of its own, with the realm {@code acme}. */
final class OidcProvider implements AutoCloseable {
  private static final String REALM = "acme";
  private static final String CLIENT = "chat";
  private static final String CALLBACK = "http://localhost/callback";
  private static final String AUDIENCE = "messenger";
  private static final int LIFETIME = 600;
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final MockOAuth2Server server = new MockOAuth2Server();

  private OidcProvider() {}

  static OidcProvider start() {
    OidcProvider provider = new OidcProvider();
    provider.server.start();
    return provider;
  }

  String issuer() {
    return server.issuerUrl(REALM).toString();
  }

  /** The access token that somebody gets who signs in by the authorization code flow. */
  synchronized String signIn(String subject, Map<String, Object> claims) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(REALM, subject, "JWT", List.of(AUDIENCE), claims, LIFETIME));
    String query =
        "?response_type=code&scope=openid&state=s&client_id="
            + CLIENT
            + "&redirect_uri="
            + CALLBACK;
    String answer =
        exchange(HttpRequest.newBuilder(URI.create(server.authorizationEndpointUrl(REALM) + query)))
            .headers()
            .firstValue("location")
            .orElseThrow();
    Matcher code = CODE.matcher(answer);
    if (!code.find()) {
      throw new AssertionError("No code: " + answer);
    }
    String form =
        "grant_type=authorization_code&client_secret=s&client_id=%s&redirect_uri=%s&code=%s"
            .formatted(CLIENT, CALLBACK, code.group(1));
    HttpResponse<String> tokens =
        exchange(
            HttpRequest.newBuilder(server.tokenEndpointUrl(REALM).uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    try {
      return new ObjectMapper().readTree(tokens.body()).at("/access_token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token as it comes out of the realm's key, whatever it says. */
  String issue(
      String realm, String type, String audience, String subject, Map<String, Object> claims) {
    return server
        .issueToken(
            realm,
            CLIENT,
            new DefaultOAuth2TokenCallback(
                realm, subject, type, List.of(audience), claims, LIFETIME))
        .serialize();
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
