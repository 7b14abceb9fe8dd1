package com.paidhr.messenger.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.Fixtures;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens of an OpenID Connect provider, which is a small key server here. */
@ExtendWith(ArquillianExtension.class)
class ExternalTokensIT {
  private static final String ISSUER = "https://login.example.org/realms/acme";

  @Inject Users users;
  @Inject Administrators administrators;
  @Inject Sessions sessions;
  @Inject LiveSessions live;
  @Inject AuditLog audit;
  @Inject Clock clock;

  private final RSAKey first = newKey("k1");

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  /** The provider's key server. */
  private static final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private volatile RSAKey key;

    KeyServer(RSAKey key) throws IOException {
      this.key = key;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/keys", this::answer);
      server.createContext("/.well-known/openid-configuration", this::configuration);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    private void configuration(HttpExchange exchange) throws IOException {
      byte[] body =
          "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
              .formatted(issuer(), uri())
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    String issuer() {
      return "http://localhost:" + server.getAddress().getPort();
    }

    void changeTo(RSAKey next) {
      key = next;
    }

    URI uri() {
      return URI.create(issuer() + "/keys");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void registersAUserWithTheFirstToken() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      JsonWebToken token = tokens.verify(signed(claims("sub|1", "Zoë.Q@corp", "user")));

      User user = users.find(new UserId(token.getSubject())).orElseThrow();
      assertThat(user.username()).isEqualTo("zoe.q").isEqualTo(token.getName());
      assertThat(user.email()).isEqualTo("zoe@example.org");
      assertThat(user.displayName()).isEqualTo("Zoë Q.");
      assertThat(user.externalId()).isEqualTo("sub|1");
      assertThat(token.getGroups()).containsExactly("user");
    }
  }

  @Test
  void keepsTheUserWhateverTheNameBecomes() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      String before = tokens.verify(signed(claims("sub|2", "before", "user"))).getSubject();

      JsonWebToken after = tokens.verify(signed(claims("sub|2", "after", "user", "chief")));

      assertThat(after.getSubject()).isEqualTo(before);
      assertThat(after.getName()).isEqualTo("before");
      assertThat(after.getGroups()).containsExactlyInAnyOrder("user", "admin");
      assertThat(users.find(new UserId(before)).orElseThrow().isAdmin()).isTrue();
    }
  }

  @Test
  void givesAnotherNameToWhoComesSecond() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      String first = tokens.verify(signed(claims("sub|3", "twin", "user"))).getName();

      String second = tokens.verify(signed(claims("sub|4", "twin", "user"))).getName();
      String reserved = tokens.verify(signed(claims("sub|5", "admin", "user"))).getName();

      assertThat(first).isEqualTo("twin");
      assertThat(second).startsWith("twin-").hasSize(13);
      assertThat(reserved).startsWith("user-");
    }
  }

  @Test
  void refusesForeignIssuerAudienceKeyAndAlgorithm() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      JWTClaimsSet good = claims("sub|6", "mallory", "user");
      RSAKey foreign = newKey("k1");
      SignedJWT shared =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), good);
      shared.sign(new MACSigner(first.toRSAPublicKey().getEncoded()));

      assertRefused(tokens, signed(new JWTClaimsSet.Builder(good).issuer("https://else").build()));
      assertRefused(tokens, signed(new JWTClaimsSet.Builder(good).audience("else").build()));
      assertRefused(tokens, signed(new JWTClaimsSet.Builder(good).audience((String) null).build()));
      assertRefused(tokens, signed(good, foreign));
      assertRefused(tokens, shared.serialize());
      assertThat(users.findByUsername("mallory")).isEmpty();
    }
  }

  @Test
  void takesUpAKeyThatTheIssuerChangedTo() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      tokens.verify(signed(claims("sub|7", "early", "user")));

      RSAKey next = newKey("k2");
      server.changeTo(next);

      assertThat(tokens.verify(signed(claims("sub|8", "late", "user"), next)).getName())
          .isEqualTo("late");
    }
  }

  @Test
  void saysThatItCannotAnswerWhileTheKeysAreOutOfReach() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      String token = signed(claims("sub|9", "early", "user"));
      server.close();

      DomainException refusal =
          catchThrowableOfType(DomainException.class, () -> tokens.verify(token));

      assertThat(refusal.type().status()).isEqualTo(503);
    }
  }

  @Test
  void mapsRolesAndTakesThemBack() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);

      JsonWebToken before = tokens.verify(signed(claims("sub|10", "guard", "watch", "else")));
      JsonWebToken after = tokens.verify(signed(claims("sub|10", "guard", "else")));

      assertThat(before.getGroups()).containsExactlyInAnyOrder("user", "moderator", "auditor");
      assertThat(after.getGroups()).containsExactly("user");
      assertThat(users.find(new UserId(after.getSubject())).orElseThrow().roles())
          .containsExactly("user");
    }
  }

  @Test
  void admitsNobodyOfAnotherDomain() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens strict = tokens(ISSUER, server.uri(), Set.of("example.org"));

      JWTClaimsSet inside =
          new JWTClaimsSet.Builder(claims("sub|11", "inside"))
              .claim("email", "inside@Example.org")
              .build();

      assertThat(strict.verify(signed(inside)).getName()).isEqualTo("inside");
      assertRefused(strict, signed(claims("sub|12", "outside")));
      assertThat(users.findByUsername("outside")).isEmpty();
    }
  }

  @Test
  void doesNotTakeAnEmailThatNobodyVerified() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder(claims("sub|13", "doubtful"))
              .claim("email", "doubtful@example.org")
              .claim("email_verified", false)
              .build();

      String id = tokens(server).verify(signed(claims)).getSubject();

      assertThat(users.find(new UserId(id)).orElseThrow().email()).isNull();
    }
  }

  @Test
  void refusesWhatWasIssuedBeforeTheUsersSessionsEnded() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      ExternalTokens tokens = tokens(server);
      String seen = signed(issuedAt(claims("sub|14", "goer"), Instant.now()));
      String unseen = signed(issuedAt(claims("sub|14", "goer"), Instant.now().minusSeconds(2)));
      UserId user = new UserId(tokens.verify(seen).getSubject());

      Instant end = Instant.now();
      users.refuseUntil(user, end);
      sessions.revokeAllOf(user, null, end);
      live.refresh();

      assertRefused(tokens, seen);
      assertRefused(tokens, unseen);
      assertThat(
              tokens
                  .verify(signed(issuedAt(claims("sub|14", "goer"), Instant.now().plusSeconds(2))))
                  .getName())
          .isEqualTo("goer");
    }
  }

  @Test
  void findsTheKeysByTheIssuersConfiguration() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      String issuer = server.issuer();
      ExternalTokens tokens = tokens(issuer, null, Set.of());
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder(claims("sub|15", "found")).issuer(issuer).build();

      assertThat(tokens.verify(signed(claims)).getName()).isEqualTo("found");
    }
  }

  @Test
  void trustsNoConfigurationOfAnotherIssuer() throws Exception {
    try (KeyServer server = new KeyServer(first)) {
      String issuer = server.issuer() + "/";
      ExternalTokens tokens = tokens(issuer, null, Set.of());
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder(claims("sub|16", "lost")).issuer(issuer).build();
      String token = signed(claims);

      DomainException refusal =
          catchThrowableOfType(DomainException.class, () -> tokens.verify(token));

      assertThat(refusal.type().status()).isEqualTo(503);
    }
  }

  private static JWTClaimsSet issuedAt(JWTClaimsSet claims, Instant time) {
    return new JWTClaimsSet.Builder(claims).issueTime(Date.from(time)).build();
  }

  private ExternalTokens tokens(KeyServer server) {
    return tokens(server.uri());
  }

  private ExternalTokens tokens(URI keys) {
    return tokens(ISSUER, keys, Set.of());
  }

  private ExternalTokens tokens(String issuer, @Nullable URI keys, Set<String> domains) {
    IdentitySettings settings =
        Fixtures.settings(
            new ExternalIssuer(
                issuer,
                keys,
                "messenger",
                "chat",
                "realm_access.roles",
                Map.of("chief", Set.of("admin"), "watch", Set.of("moderator", "auditor"))),
            domains);
    return new ExternalTokens(
        new IssuerSignatures(settings),
        new ExternalUsers(users, administrators, audit, settings, clock),
        new ExternalSessions(sessions, users, clock, settings),
        live,
        clock);
  }

  private static RSAKey newKey(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(ExternalTokens tokens, String token) {
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> tokens.verify(token));
    assertThat(refusal.type().status()).isEqualTo(401);
  }

  private static JWTClaimsSet claims(String subject, String name, String... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(List.of("account", "messenger"))
        .subject(subject)
        .claim("preferred_username", name)
        .claim("email", name.startsWith("Zoë") ? "zoe@example.org" : null)
        .claim("name", name.startsWith("Zoë") ? "Zoë Q." : null)
        .claim("realm_access", Map.of("roles", List.of(roles)))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .build();
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    return signed(claims, first);
  }

  private static String signed(JWTClaimsSet claims, RSAKey with) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(with));
    return token.serialize();
  }
}
