package com.paidhr.messenger.identity.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the external issuer. Where they are is set, or said by the issuer's own configuration
 * (OpenID Connect Discovery 1.0), which is read when keys are first needed, again five seconds
 * after it could not be read, and else never: a restart notices that the keys have moved. The set
 * is kept for five minutes, and read again, at most twice in half a minute, for a key that is new.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_DOCUMENT = 256 * 1024;
  private static final long RETRY = Duration.ofSeconds(5).toNanos();

  private final ExternalIssuer issuer;
  private final DefaultResourceRetriever web =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_DOCUMENT);
  private final ReentrantLock finding = new ReentrantLock();
  private volatile @Nullable JWKSource<SecurityContext> found;
  private volatile @Nullable Failure last;

  private record Failure(long at, String message) {}

  IssuerKeys(ExternalIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    JWKSource<SecurityContext> source = found;
    return (source == null ? find() : source).get(selector, context);
  }

  private JWKSource<SecurityContext> find() throws KeySourceException {
    finding.lock();
    try {
      JWKSource<SecurityContext> known = found;
      if (known != null) {
        return known;
      }
      Failure before = last;
      if (before != null && System.nanoTime() - before.at() < RETRY) {
        throw new KeySourceException(before.message());
      }
      JWKSource<SecurityContext> source = at(address());
      found = source;
      return source;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      String message = "The issuer's configuration cannot be read: " + e.getMessage();
      last = new Failure(System.nanoTime(), message);
      throw new KeySourceException(message, e);
    } finally {
      finding.unlock();
    }
  }

  private URL address() throws IOException, ParseException {
    URI set = issuer.keys();
    if (set != null) {
      return set.toURL();
    }
    String name = issuer.issuer();
    URL place = URI.create(name.replaceAll("/$", "") + CONFIGURATION).toURL();
    Map<String, Object> configuration =
        JSONObjectUtils.parse(web.retrieveResource(place).getContent());
    if (!name.equals(configuration.get("issuer"))) {
      throw new ParseException("it is another issuer's", 0);
    }
    URL keys = URI.create(text(configuration, "jwks_uri")).toURL();
    if (!keys.getProtocol().equals("https") && !keys.getProtocol().equals(place.getProtocol())) {
      throw new ParseException("its keys are not at an https address", 0);
    }
    return keys;
  }

  private static String text(Map<String, Object> configuration, String name) throws ParseException {
    if (configuration.get(name) instanceof String text) {
      return text;
    }
    throw new ParseException("it has no " + name, 0);
  }

  private JWKSource<SecurityContext> at(URL keys) throws MalformedURLException {
    return JWKSourceBuilder.create(keys, web).retrying(true).build();
  }
}
