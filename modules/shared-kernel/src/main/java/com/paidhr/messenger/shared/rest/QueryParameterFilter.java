package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the resource method does not declare, and repeated ones where one
 * is meant.
 */
@Provider
@ApplicationScoped
public class QueryParameterFilter implements ContainerRequestFilter {
  private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

  @Context private @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource == null ? null : resource.getResourceMethod();
    if (method == null) {
      return;
    }
    Set<String> allowed = declared.computeIfAbsent(method, QueryParameterFilter::namesOf);
    List<Violation> unknown =
        request.getUriInfo().getQueryParameters().entrySet().stream()
            .filter(given -> !allowed.contains(given.getKey()) || given.getValue().size() > 1)
            .map(given ->
                new Violation(
                    given.getKey(),
                    allowed.contains(given.getKey())
                        ? "The parameter may be given once"
                        : "Unknown query parameter " + given.getKey()))
            .toList();
    if (!unknown.isEmpty()) {
      throw DomainException.withViolations(ProblemType.UNKNOWN_PARAMETER, unknown);
    }
  }

  private static Set<String> namesOf(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(QueryParameterFilter::carriers)
        .map(carrier -> carrier.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<AnnotatedElement> carriers(Parameter parameter) {
    if (!parameter.isAnnotationPresent(BeanParam.class)) {
      return Stream.of(parameter);
    }
    Class<?> bean = parameter.getType();
    return Stream.of(
            Arrays.stream(bean.getDeclaredFields()),
            Arrays.stream(bean.getDeclaredMethods()),
            Arrays.stream(bean.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters())))
        .flatMap(elements -> elements);
  }
}
