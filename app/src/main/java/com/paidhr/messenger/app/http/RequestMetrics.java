package com.paidhr.messenger.app.http;

import com.paidhr.messenger.app.log.RequestNote;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * Times every request that a resource answers, from its matching to its answer's head, by route
 * template, method and status. Labels are bounded by the routes: a path that no route has counts as
 * {@code none}, a method that HTTP does not know as {@code other}. Event streams are not resources;
 * they have numbers of their own.
 */
@Provider
@PreMatching
@Priority(0)
@ApplicationScoped
public class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
  /** In the configuration, where its buckets are, under the same name. */
  static final String NAME = "messenger_http_requests";

  private static final String STARTED = RequestMetrics.class.getName();
  private static final String ROUTE = STARTED + ".route";
  private static final String NO_ROUTE = "none";
  private static final Pattern SLASHES = Pattern.compile("//+");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\s*(\\w+)[^}]*}");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final MetricRegistry registry;
  private final Metadata metadata =
      Metadata.builder()
          .withName(NAME)
          .withDescription("Time to answer a request, by route, method and status")
          .withUnit("seconds")
          .build();

  @Inject
  RequestMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String route = routeOf(request);
    RequestNote.note(route, request.getSecurityContext().getUserPrincipal());
    if (request.getProperty(STARTED) instanceof Long started) {
      registry
          .timer(
              metadata,
              new Tag("route", route),
              new Tag("method", methodOf(request.getMethod())),
              new Tag("status", Integer.toString(response.getStatus())))
          .update(Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static String methodOf(String method) {
    return METHODS.contains(method) ? method : "other";
  }

  /** The template of the route that answers, made once a request. */
  public static String routeOf(ContainerRequestContext request) {
    if (request.getProperty(ROUTE) instanceof String known) {
      return known;
    }
    String route = template(request);
    request.setProperty(ROUTE, route);
    return route;
  }

  /** Templates come innermost first, and may constrain a variable by an expression. */
  private static String template(ContainerRequestContext request) {
    if (!(request.getUriInfo() instanceof ExtendedUriInfo uri)
        || uri.getMatchedResourceMethod() == null) {
      return NO_ROUTE;
    }
    StringBuilder route = new StringBuilder();
    for (UriTemplate template : uri.getMatchedTemplates()) {
      String part = template.getTemplate();
      route.insert(0, part.startsWith("/") || part.isEmpty() ? part : "/" + part);
    }
    String single = SLASHES.matcher(route).replaceAll("/");
    return VARIABLE.matcher(single).replaceAll("{$1}");
  }
}
