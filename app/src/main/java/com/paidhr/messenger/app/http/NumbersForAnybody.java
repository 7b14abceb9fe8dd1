package com.paidhr.messenger.app.http;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import com.paidhr.messenger.shared.rest.ManagementSettings;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.spi.MeterRegistryFormatterProvider;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Answers {@code GET /metrics} with Prometheus' text where the client's {@code Accept} names
 * nothing that Helidon has: a browser and a probe shall see the numbers, too, and not a status 406.
 */
@ApplicationScoped
class NumbersForAnybody {
  private static final String PATH = "/metrics";
  private static final MediaType[] KNOWN = {
    MediaTypes.TEXT_PLAIN, MediaTypes.APPLICATION_OPENMETRICS_TEXT, MediaTypes.APPLICATION_JSON
  };

  private final List<MeterRegistryFormatterProvider> formatters =
      ServiceLoader.load(MeterRegistryFormatterProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  /** Runs before the server starts, which happens in an observer of the same event. */
  void prepare(
      @Observes @Priority(PLATFORM_BEFORE + 1) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans,
      ManagementSettings where) {
    where.routing(beans.getExtension(ServerCdiExtension.class)).addFilter(this::answer);
  }

  private void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.GET)
        && request.path().path().equals(PATH)
        && request.headers().bestAccepted(KNOWN).isEmpty()) {
      response
          .header(HeaderValues.CACHE_NO_CACHE)
          .header(HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF)
          .header(HeaderNames.CONTENT_TYPE, MediaTypes.TEXT_PLAIN.text())
          .send(text(request));
    } else {
      chain.proceed();
    }
  }

  private Object text(RoutingRequest request) {
    MetricsFactory factory = MetricsFactory.getInstance();
    MeterRegistry registry = factory.globalRegistry();
    return formatters.stream()
        .flatMap(provider ->
            provider
                .formatter(
                    MediaTypes.TEXT_PLAIN,
                    factory.metricsConfig(),
                    registry,
                    factory.metricsConfig().scoping().tagName(),
                    request.query().all("scope", List::of),
                    request.query().all("name", List::of))
                .stream())
        .findFirst()
        .<Object>flatMap(formatter -> (Optional<Object>) formatter.format())
        .orElse("");
  }
}
