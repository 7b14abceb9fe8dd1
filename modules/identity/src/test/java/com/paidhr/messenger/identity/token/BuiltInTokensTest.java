package com.paidhr.messenger.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.paidhr.messenger.identity.Fixtures;
import com.paidhr.messenger.identity.SecondFactorSetup;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInTokensTest {
  private static final User ANN =
      new User(new UserId("ann-id"), "Ann", null, "Ann", Set.of("admin"), null, Instant.EPOCH, 0);

  private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
  private final OneSession sessions = new OneSession();
  private final LiveSessions live = new LiveSessions(sessions);
  private final KeyRing ring =
      new KeyRing(new KeysInMemory(), Fixtures.settings(), new IdGenerator(), clock);
  private final AccessTokenIssuer issuer =
      new AccessTokenIssuer(ring, Fixtures.settings(), new IdGenerator(), clock);
  private final BuiltInTokens tokens = new BuiltInTokens(ring, Fixtures.settings(), live, clock);

  @Test
  void acceptsWhatItIssued() {
    JsonWebToken token = tokens.verify(issuer.issue(ANN, "s1"));

    assertThat(token.getSubject()).isEqualTo("ann-id");
    assertThat(token.getName()).isEqualTo("Ann");
    assertThat(token.getGroups()).containsExactlyInAnyOrder("user", "admin");
    assertThat(token.getIssuer()).isEqualTo("messenger");
    assertThat(token.getAudience()).containsExactly("messenger");
    assertThat(token.getExpirationTime()).isEqualTo(seconds(Duration.ofMinutes(15)));
    assertThat(token.getTokenID()).isNotBlank();
  }

  @Test
  void givesNoRoleToWhoMustSetUpASecondFactor() {
    JsonWebToken token = tokens.verify(issuer.issueForSetup(ANN, "s1"));

    assertThat(token.getGroups()).containsExactly("user");
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> SecondFactorSetup.requireDone(token));
    assertThat(refusal.type()).isEqualTo(ProblemType.SECOND_FACTOR_SETUP_REQUIRED);
    SecondFactorSetup.requireDone(tokens.verify(issuer.issue(ANN, "s1")));
  }

  @Test
  void refusesItFromTheSecondOfItsEnd() {
    String token = issuer.issue(ANN, "s1");
    tokens.verify(token);

    clock.advance(Duration.ofMinutes(15));

    assertThat(refusal(token)).contains("expired");
  }

  @Test
  void refusesTokensOfAnEndedSession() {
    String token = issuer.issue(ANN, "s1");
    tokens.verify(token);

    sessions.revoke("s1", clock.instant());
    live.forget("s1");

    assertThat(refusal(token)).contains("session");
    assertThat(refusal(issuer.issue(ANN, "nobodys"))).contains("session");
  }

  @Test
  void asksForSessionsInUseTogetherAndNotPerRequest() {
    String token = issuer.issue(ANN, "s1");
    tokens.verify(token);
    live.refresh();
    int before = sessions.asked;

    tokens.verify(token);
    tokens.verify(issuer.issue(ANN, "s1"));

    assertThat(sessions.asked).isEqualTo(before);
  }

  @Test
  void learnsThatASessionEndedOnAnotherNode() {
    String token = issuer.issue(ANN, "s1");
    tokens.verify(token);

    sessions.revoke("s1", clock.instant());
    live.refresh();

    assertThat(refusal(token)).contains("session");
  }

  @Test
  void asksNothingWhileNobodyIsThere() {
    live.refresh();

    assertThat(sessions.asked).isZero();
  }

  @Test
  void refusesNoAlgorithm() {
    String claims = Base64URL.encode(json(claims())).toString();
    String none = Base64URL.encode("{\"alg\":\"none\"}").toString();

    assertThat(refusal(none + "." + claims + ".")).contains("cannot be read");
  }

  @Test
  void refusesThePublicKeyAsASharedSecret() throws JOSEException {
    SigningKey key = ring.signing();
    byte[] secret =
        key.pair().toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);

    String token =
        sign(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.kid()).build(),
            claims(),
            new MACSigner(secret));

    assertThat(refusal(token)).contains("algorithm");
  }

  @Test
  void refusesAKeyThatTheTokenBrings() throws JOSEException {
    var foreign = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("mine").jwk(foreign.toPublicJWK()).build();

    assertThat(refusal(sign(header, claims(), new ECDSASigner(foreign)))).contains("key");
  }

  @Test
  void refusesAForeignSignatureUnderOurKeyId() throws JOSEException {
    var foreign = new ECKeyGenerator(Curve.P_256).generate();

    assertThat(refusal(sign(header().build(), claims(), new ECDSASigner(foreign))))
        .contains("signature");
  }

  @Test
  void refusesAnAllZeroSignature() {
    String signed = signed(claims());
    String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);

    assertThat(refusal(unsigned + Base64URL.encode(new byte[64]))).contains("signature");
  }

  @Test
  void refusesUnknownCriticalHeaders() throws JOSEException {
    JWSHeader header =
        header().criticalParams(Set.of("shadow")).customParam("shadow", true).build();

    assertThat(refusal(sign(header, claims(), new ECDSASigner(ring.signing().pair()))))
        .contains("extension");
  }

  @Test
  void acceptsATokenOfANodeWhoseClockIsMinutesAhead() {
    clock.advance(Duration.ofMinutes(5));
    String issued = issuer.issue(ANN, "s1");
    clock.advance(Duration.ofMinutes(-5));

    assertThat(tokens.verify(issued).getSubject()).isEqualTo("ann-id");

    clock.advance(Duration.ofMinutes(11));
    String early = issuer.issue(ANN, "s1");
    clock.advance(Duration.ofMinutes(-11));
    assertThat(refusal(early)).contains("not valid yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss=\"else\"",
        "iss=null",
        "iss=7",
        "aud=\"else\"",
        "aud=null",
        "aud=[]",
        "aud=7",
        "exp=null",
        "exp=\"9999999999\"",
        "exp=1",
        "exp=-1",
        "exp=true",
        "exp={}",
        "nbf=99999999999",
        "nbf=\"x\"",
        "iat=99999999999",
        "sub=null",
        "sub=[]",
        "groups=\"admin\"",
        "groups=[7]",
        "groups={}",
        "upn=7",
        "sid=7",
        "sid=null"
      })
  void refusesWrongClaims(String change) {
    String name = change.substring(0, change.indexOf('='));
    Map<String, String> wrong = claims();
    wrong.put(name, change.substring(change.indexOf('=') + 1));

    assertThat(refusal(signed(wrong))).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b.c", "a.b", "e30.e30.e30", "\u0000", "ä.ö.ü", "a.b.c.d.e"})
  void refusesGarbage(String garbage) {
    assertThat(refusal(garbage)).isNotBlank();
  }

  @Test
  void refusesTokensBeyondItsLimit() {
    Map<String, String> large = claims();
    large.put("pad", '"' + "x".repeat(10_000) + '"');

    assertThat(refusal(signed(large))).contains("too long");
  }

  @Test
  void refusesAPayloadThatIsNoObject() throws JOSEException {
    JWSObject token = new JWSObject(header().build(), new Payload("[]"));
    token.sign(new ECDSASigner(ring.signing().pair()));

    assertThat(refusal(token.serialize())).isNotBlank();
  }

  private String refusal(String token) {
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> tokens.verify(token));
    assertThat(refusal.type().status()).isEqualTo(401);
    return String.valueOf(refusal.getMessage());
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ring.signing().kid());
  }

  /** Claims that would be accepted, each as JSON. */
  private Map<String, String> claims() {
    Map<String, String> claims = new HashMap<>();
    claims.put("iss", "\"messenger\"");
    claims.put("aud", "\"messenger\"");
    claims.put("sub", "\"ann-id\"");
    claims.put("upn", "\"Ann\"");
    claims.put("groups", "[\"user\"]");
    claims.put("sid", "\"s1\"");
    claims.put("exp", Long.toString(seconds(Duration.ofMinutes(1))));
    return claims;
  }

  @Test
  void acceptsTheClaimsThatTheOthersSpoil() {
    assertThat(tokens.verify(signed(claims())).getSubject()).isEqualTo("ann-id");
  }

  private long seconds(Duration fromNow) {
    return clock.instant().plus(fromNow).getEpochSecond();
  }

  private String signed(Map<String, String> claims) {
    try {
      return sign(header().build(), claims, new ECDSASigner(ring.signing().pair()));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String sign(JWSHeader header, Map<String, String> claims, JWSSigner signer)
      throws JOSEException {
    JWSObject token = new JWSObject(header, new Payload(json(claims)));
    token.sign(signer);
    return token.serialize();
  }

  private static String json(Map<String, String> claims) {
    StringBuilder json = new StringBuilder("{");
    claims.forEach((name, value) ->
        json.append(json.length() > 1 ? "," : "")
            .append('"')
            .append(name)
            .append("\":")
            .append(value));
    return json.append('}').toString();
  }

  /** The session {@code s1}, until it is revoked. */
  private static final class OneSession implements Sessions {
    private @Nullable Instant revokedAt;
    private int asked;

    @Override
    public List<Session> of(UserId user, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long countPersonal(UserId user, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void add(Session session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean addOrExtend(Session session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean revokeForGood(Session session, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Session> find(String id) {
      Instant t = Instant.EPOCH;
      return id.equals("s1")
          ? Optional.of(
              new Session(
                  id, ANN.id(), "h", "k", t, t, null, t, revokedAt, null, null, null, null, null))
          : Optional.empty();
    }

    @Override
    public Set<String> living(Collection<String> ids) {
      asked++;
      return ids.contains("s1") && revokedAt == null ? Set.of("s1") : Set.of();
    }

    @Override
    public boolean refresh(
        Session seen, String nextHash, String sealed, Instant now, Instant expiresAt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void revoke(String id, Instant now) {
      revokedAt = now;
    }

    @Override
    public void revokeAllOf(UserId user, @Nullable String except, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void removeExpired(UserId user, Instant before) {
      throw new UnsupportedOperationException();
    }
  }
}
