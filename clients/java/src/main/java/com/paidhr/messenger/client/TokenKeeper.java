package com.paidhr.messenger.client;

import com.paidhr.messenger.client.api.IdentityApi;
import com.paidhr.messenger.client.invoker.ApiException;
import com.paidhr.messenger.client.model.TokenRequest;
import com.paidhr.messenger.client.model.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The present tokens of a user, renewed by one thread at a time a little before they end. */
final class TokenKeeper implements TokenSource {
  private static final Duration EARLY = Duration.ofSeconds(30);
  private static final int UNAUTHENTICATED = 401;

  private final IdentityApi identity;
  private final String username;
  private final String password;
  private Tokens tokens;
  private long renewAt;

  TokenKeeper(Connection service, String username, String password, @Nullable String code)
      throws ApiException {
    this.identity = new IdentityApi(service);
    this.username = username;
    this.password = password;
    this.tokens = signIn(code);
    this.renewAt = soonEnough(tokens);
  }

  @Override
  public synchronized String token() throws ApiException {
    if (System.nanoTime() - renewAt >= 0) {
      tokens = renewed();
      renewAt = soonEnough(tokens);
    }
    return tokens.getAccessToken();
  }

  @Override
  public synchronized void forget() {
    renewAt = System.nanoTime();
  }

  private Tokens renewed() throws ApiException {
    try {
      return create(new TokenRequest().refreshToken(tokens.getRefreshToken()));
    } catch (ApiException e) {
      if (e.getCode() != UNAUTHENTICATED) {
        throw e;
      }
      return signIn(null); // the session ended
    }
  }

  private Tokens signIn(@Nullable String code) throws ApiException {
    return create(new TokenRequest().username(username).password(password).code(code));
  }

  private Tokens create(TokenRequest request) throws ApiException {
    return identity.createTokens(
        IdentityApi.APICreateTokensRequest.newBuilder().tokenRequest(request).build());
  }

  private static long soonEnough(Tokens tokens) {
    Duration life = Duration.ofSeconds(tokens.getExpiresIn());
    Duration early = EARLY.compareTo(life.dividedBy(4)) < 0 ? EARLY : life.dividedBy(4);
    return System.nanoTime() + life.minus(early).toNanos();
  }
}
