package com.paidhr.messenger.identity.config;

import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.Secrets;
import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What operators may set about identity.
 *
 * @param registration who may create users
 * @param registrationDomains in lower case, whose emails may register without an invitation; where
 *     there are any, others may not
 * @param passwords how passwords are hashed
 * @param tokens how long tokens and keys live
 * @param limits how often one may try
 * @param secondFactor whether everybody must have one
 * @param externalIssuer who issues tokens instead of us; empty for the built-in issuer
 * @param scim who may say which users there are
 */
public record IdentitySettings(
    Registration registration,
    Set<String> registrationDomains,
    Hashing passwords,
    Tokens tokens,
    Limits limits,
    SecondFactorPolicy secondFactor,
    Optional<ExternalIssuer> externalIssuer,
    Scim scim) {

  /** Who may create users. */
  public enum Registration {
    /** Anybody who reaches the service. */
    OPEN,
    /** Administrators only. */
    ADMIN
  }

  /** Who has a second factor. */
  public enum SecondFactorPolicy {
    /** Those who want one. */
    OPTIONAL,
    /** Everybody: who has none can do nothing but set one up. */
    REQUIRED
  }

  /**
   * Argon2id.
   *
   * @param memoryKib memory of one hash; one more such block is kept for ever
   */
  public record Hashing(int memoryKib, int iterations, int parallelism) {}

  /**
   * The built-in issuer.
   *
   * @param issuer claim {@code iss}
   * @param audience claim {@code aud}
   * @param accessLifetime how long an access token is valid
   * @param refreshLifetime how long a session may rest before it ends
   * @param keyLifetime how long a key signs
   * @param keyNotice how long a new key is published before it signs
   */
  public record Tokens(
      String issuer,
      String audience,
      Duration accessLifetime,
      Duration refreshLifetime,
      Duration keyLifetime,
      Duration keyNotice) {}

  /**
   * Attempts, per node.
   *
   * @param loginsPerAccount failed logins of one account from one address, per window
   * @param loginsPerAddress failed logins from one address, per window
   * @param window the time in which all attempts come back
   */
  public record Limits(int loginsPerAccount, int loginsPerAddress, Duration window) {}

  /**
   * An OpenID Connect provider that issues the tokens instead of us.
   *
   * @param issuer claim {@code iss}
   * @param keys where its JSON Web Key Set is; null where its own configuration says so
   * @param audience what claim {@code aud} must name
   * @param client what claim {@code aud} of logout tokens must name
   * @param rolesClaim claim that lists roles; dots lead into nested objects
   * @param roles our roles by what the issuer calls them; {@code user} is everybody's
   */
  public record ExternalIssuer(
      String issuer,
      @Nullable URI keys,
      String audience,
      String client,
      String rolesClaim,
      Map<String, Set<String>> roles) {}

  /**
   * The directory of the external issuer.
   *
   * @param tokens any of which it shows; none shuts the door
   */
  public record Scim(List<String> tokens) {

    /** Whether this is one of the tokens; tells nothing by its time. */
    public boolean admits(String shown) {
      boolean admitted = false;
      for (String token : tokens) {
        admitted |= Secrets.same(token, shown);
      }
      return admitted;
    }

    /** Never shows the tokens. */
    @Override
    public String toString() {
      return tokens.size() + " tokens";
    }
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    private static final int MOST_DOMAINS = 100;
    private static final Pattern DOMAIN =
        Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    private static final int SHORTEST_TOKEN = 32;

    @Produces
    @Singleton
    IdentitySettings settings(Settings settings) {
      Optional<ExternalIssuer> issuer = externalIssuer(settings);
      return new IdentitySettings(
          settings.choice(
              "identity.registration",
              Registration.OPEN,
              "Who may create users: anybody, or administrators only."),
          domains(settings),
          hashing(settings),
          tokens(settings),
          limits(settings),
          settings.choice(
              "identity.second-factor",
              SecondFactorPolicy.OPTIONAL,
              "Whether users may or must have a second factor."),
          issuer,
          scim(settings, issuer.isPresent()));
    }

    private static Scim scim(Settings settings, boolean external) {
      String name = "identity.scim.tokens";
      List<String> tokens =
          settings
              .text(
                  name,
                  "Bearer tokens of at least 32 characters, separated by commas, any of which the"
                      + " external issuer's directory shows at /scim/v2; none shuts it.")
              .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList())
              .orElse(List.of());
      if (!tokens.isEmpty() && !external) {
        throw Settings.refuse(name, "is of use with identity.oidc.issuer only");
      }
      if (!tokens.stream().allMatch(token -> token.length() >= SHORTEST_TOKEN)) {
        throw Settings.refuse(
            name, "must be tokens of at least 32 characters (openssl rand -hex 32)");
      }
      return new Scim(tokens);
    }

    private static Set<String> domains(Settings settings) {
      String name = "identity.registration.domains";
      Set<String> domains =
          settings
              .text(
                  name,
                  "Domains of emails, separated by commas, at most 100: where set, these may"
                      + " register, whatever identity.registration says, and others only by"
                      + " invitation.")
              .map(text ->
                  Arrays.stream(text.split(",", -1))
                      .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                      .collect(Collectors.toUnmodifiableSet()))
              .orElse(Set.of());
      if (domains.size() > MOST_DOMAINS
          || !domains.stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
        throw Settings.refuse(
            name, "must be domains such as example.org, separated by commas, at most 100");
      }
      return domains;
    }

    private static Optional<ExternalIssuer> externalIssuer(Settings settings) {
      Optional<String> issuer =
          settings.text(
              "identity.oidc.issuer",
              "Issuer of an external OpenID Connect provider; set, it replaces the built-in one.");
      Optional<String> keys =
          settings.text(
              "identity.oidc.jwks-uri",
              "Address of the external issuer's JSON Web Key Set; left out, the issuer's"
                  + " /.well-known/openid-configuration says it.");
      String audience =
          settings.text(
              "identity.oidc.audience", "messenger", "Audience that external tokens must name.");
      Optional<String> client =
          settings.text(
              "identity.oidc.client-id",
              "Client of the external issuer whose logout tokens end sessions here; left out, the"
                  + " audience is.");
      String roles =
          settings.text(
              "identity.oidc.roles-claim",
              "groups",
              "Claim of external tokens that lists roles; dots lead into nested objects.");
      Map<String, Set<String>> ours = new TreeMap<>();
      externalRole(settings, User.ROLE_ADMIN, "External role that makes an administrator.", ours);
      externalRole(settings, User.ROLE_MODERATOR, "External role that makes a moderator.", ours);
      externalRole(settings, User.ROLE_AUDITOR, "External role that makes an auditor.", ours);
      return issuer.map(name ->
          new ExternalIssuer(
              name,
              keysOf(name, keys),
              audience,
              client.orElse(audience),
              roles,
              Map.copyOf(ours)));
    }

    private static void externalRole(
        Settings settings, String ours, String meaning, Map<String, Set<String>> all) {
      String theirs = settings.text("identity.oidc." + ours + "-role", ours, meaning);
      Set<String> together = new TreeSet<>(all.getOrDefault(theirs, Set.of()));
      together.add(ours);
      all.put(theirs, Set.copyOf(together));
    }

    private static @Nullable URI keysOf(String issuer, Optional<String> keys) {
      if (keys.isPresent()) {
        return address("identity.oidc.jwks-uri", keys.get());
      }
      address("identity.oidc.issuer", issuer);
      return null;
    }

    private static URI address(String name, String text) {
      try {
        URI uri = new URI(text);
        if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
            && uri.getHost() != null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        throw Settings.refuse(name, "is not an http or https address");
      }
      throw Settings.refuse(name, "is not an http or https address");
    }

    private static Hashing hashing(Settings settings) {
      return new Hashing(
          settings.count(
              "identity.password.memory-kib",
              19_456,
              7_168,
              1_048_576,
              "Memory of one Argon2id hash in KiB; the heap must hold it limits.work.threads + 1"
                  + " times."),
          settings.count("identity.password.iterations", 2, 1, 20, "Passes of Argon2id."),
          settings.count("identity.password.parallelism", 1, 1, 16, "Lanes of Argon2id."));
    }

    private static Tokens tokens(Settings settings) {
      return new Tokens(
          settings.text("identity.issuer", "messenger", "Issuer of the built-in tokens."),
          settings.text("identity.audience", "messenger", "Audience that a token must name."),
          settings.duration(
              "identity.token.lifetime",
              Duration.ofMinutes(15),
              Duration.ofSeconds(5),
              Duration.ofHours(24),
              "How long an access token is valid."),
          settings.duration(
              "identity.refresh.lifetime",
              Duration.ofDays(30),
              Duration.ofSeconds(10),
              Duration.ofDays(366),
              "How long a session may rest before its refresh token is void."),
          settings.duration(
              "identity.key.lifetime",
              Duration.ofDays(30),
              Duration.ofSeconds(30),
              Duration.ofDays(3660),
              "How long a key signs tokens before the next one takes over."),
          settings.duration(
              "identity.key.notice",
              Duration.ofMinutes(5),
              Duration.ofSeconds(5),
              Duration.ofDays(7),
              "How long a new key is published before it signs."));
    }

    private static Limits limits(Settings settings) {
      return new Limits(
          settings.count(
              "identity.limit.logins-per-account",
              10,
              1,
              100_000,
              "Failed logins of one account from one address per window."),
          settings.count(
              "identity.limit.logins-per-address",
              100,
              1,
              1_000_000,
              "Failed logins from one address per window."),
          settings.duration(
              "identity.limit.window",
              Duration.ofMinutes(5),
              Duration.ofSeconds(1),
              Duration.ofDays(1),
              "The time in which all login attempts come back."));
    }
  }
}
