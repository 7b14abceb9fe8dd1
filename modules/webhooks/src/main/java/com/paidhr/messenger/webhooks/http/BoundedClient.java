package com.paidhr.messenger.webhooks.http;

import com.paidhr.messenger.webhooks.domain.SendSettings;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A client that does one exchange and nothing by itself: no redirect, no second attempt, no cookie,
 * no unpacking, no proxy.
 */
final class BoundedClient {
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 8_192;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration CHECKED_AFTER = Duration.ofMillis(250);

  /** More than ever send at once: that is bounded before. */
  private static final int CONNECTIONS = 2_000;

  private BoundedClient() {}

  static CloseableHttpClient of(SendSettings settings, CheckedNames names) {
    Timeout timeout = Timeout.of(settings.timeout());
    Http1Config lines =
        Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_LINE).build();
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.connectTimeout()))
            .setSocketTimeout(timeout)
            .setTimeToLive(TimeValue.of(KEPT))
            .setValidateAfterInactivity(TimeValue.of(CHECKED_AFTER))
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setDefaultConnectionConfig(connection)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(lines).build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(settings.perHost())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("messenger-webhooks")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .evictExpiredConnections()
        .evictIdleConnections(TimeValue.of(IDLE))
        .build();
  }
}
