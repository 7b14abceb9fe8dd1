package com.paidhr.messenger.shared.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with status 406 only where an answer would have a body that the client has not asked for.
 * The types of this service are never refused: generated clients ask for every type that the
 * document names, and where success has no body that is the one of problems alone.
 */
@Provider
@ApplicationScoped
public class AcceptCheck implements ContainerRequestFilter {
  private static final Set<String> OURS = Set.of("json", "jsonl", "problem+json");

  @Context private @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource == null ? null : resource.getResourceMethod();
    boolean anything = request.getHeaders().get("Accept") == null;
    if (anything || method == null || method.getReturnType() == void.class) {
      return;
    }
    List<MediaType> made = made(method);
    List<MediaType> asked =
        request.getAcceptableMediaTypes().stream().filter(AnswerAnyway::isAsked).toList();
    if (!made.isEmpty() && asked.stream().noneMatch(type -> isGood(type, made))) {
      throw new NotAcceptableException();
    }
  }

  private static boolean isGood(MediaType asked, List<MediaType> made) {
    return !"0".equals(asked.getParameters().getOrDefault("q", "1").replaceFirst("\\.0*$", ""))
        && (isOurs(asked) || made.stream().anyMatch(asked::isCompatible));
  }

  private static boolean isOurs(MediaType asked) {
    return "application".equalsIgnoreCase(asked.getType())
        && OURS.contains(asked.getSubtype().toLowerCase(Locale.ROOT));
  }

  private static List<MediaType> made(Method method) {
    Produces own = method.getAnnotation(Produces.class);
    Produces produces =
        own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
    return produces == null
        ? List.of()
        : Arrays.stream(produces.value()).map(MediaType::valueOf).toList();
  }
}
