package com.paidhr.messenger.client;

import com.paidhr.messenger.client.invoker.ApiClient;
import com.paidhr.messenger.client.invoker.ApiException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service, one HTTP client for all APIs, and the token of each request. */
public final class Connection extends ApiClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final URI service;
  private final HttpClient http;
  private final @Nullable TokenSource tokens;

  Connection(URI service, @Nullable TokenSource tokens) {
    this.service = service;
    this.tokens = tokens;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    updateBaseUri(service.toString());
    setRequestInterceptor(this::authorize);
  }

  /** The same for all APIs. */
  @Override
  public HttpClient getHttpClient() {
    return http == null ? super.getHttpClient() : http; // asked for while it is being made
  }

  /** A request to this path with the user's token. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.toString().replaceFirst("/$", "") + path));
    authorize(request);
    return request;
  }

  /** Makes the next request use another token than the present one. */
  void forgetToken() {
    if (tokens != null) {
      tokens.forget();
    }
  }

  private void authorize(HttpRequest.Builder request) {
    if (tokens != null) {
      try {
        request.setHeader("Authorization", "Bearer " + tokens.token());
      } catch (ApiException e) {
        throw new SignedOutException(e);
      }
    }
  }
}
