package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request that has no body, or the JSON {@code null}, where the resource method needs
 * one. A method that can do without marks the parameter {@link Nullable}.
 */
@Provider
@ApplicationScoped
public class RequiredBody implements ReaderInterceptor {
  private final Map<Method, Boolean> optional = new ConcurrentHashMap<>();

  @Context private @Nullable ResourceInfo resource;

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    Object body = reading.proceed();
    Method method = resource == null ? null : resource.getResourceMethod();
    if (body == null
        && method != null
        && !optional.computeIfAbsent(method, RequiredBody::takesNoBody)) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is needed");
    }
    return body;
  }

  /**
   * Whether the one parameter that is the body, the one without a JAX-RS annotation, may be null.
   */
  static boolean takesNoBody(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(RequiredBody::isBody)
        .allMatch(body -> body.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }

  private static boolean isBody(Parameter parameter) {
    return Arrays.stream(parameter.getAnnotations())
        .map(Annotation::annotationType)
        .noneMatch(type -> type.getPackageName().startsWith("jakarta."));
  }
}
