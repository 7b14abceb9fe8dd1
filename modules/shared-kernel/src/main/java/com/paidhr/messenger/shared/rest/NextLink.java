package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code Link: <?…>; rel="next"} beside the {@code next} of a page: the same request with the
 * following cursor, relative to itself, so that it is right behind any proxy.
 */
@Provider
@ApplicationScoped
public class NextLink implements ContainerResponseFilter {
  private static final String CURSOR = "cursor=";

  /** What says where a page begins: a cursor stands in the place of all of them. */
  private static final List<String> PLACES = List.of(CURSOR, "before=", "after=", "around=");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Page<?> page && page.next() != null) {
      String query = following(request.getUriInfo().getRequestUri().getRawQuery(), page.next());
      response.getHeaders().add(HttpHeaders.LINK, "<?" + query + ">; rel=\"next\"");
    }
  }

  /** The query with this cursor in the place of where its own page began. */
  static String following(@Nullable String query, String next) {
    Stream<String> kept =
        query == null ? Stream.empty() : Arrays.stream(query.split("&")).filter(NextLink::isKept);
    String cursor = CURSOR + URLEncoder.encode(next, StandardCharsets.UTF_8);
    return Stream.concat(kept, Stream.of(cursor)).collect(Collectors.joining("&"));
  }

  private static boolean isKept(String parameter) {
    return !parameter.isEmpty() && PLACES.stream().noneMatch(parameter::startsWith);
  }
}
