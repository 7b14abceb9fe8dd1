package com.paidhr.messenger.shared.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets no browser and no proxy keep what is private: an answer that does not say itself how long it
 * may be kept (files, pages, public keys) is not stored at all. What a client has and that did not
 * change stays as it is.
 */
@Provider
@ApplicationScoped
public class PrivateAnswers implements ContainerResponseFilter {
  private static final int NOT_MODIFIED = 304;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() != NOT_MODIFIED) {
      response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, noStore());
    }
  }

  private static List<Object> noStore() {
    return new ArrayList<>(List.of("no-store"));
  }
}
