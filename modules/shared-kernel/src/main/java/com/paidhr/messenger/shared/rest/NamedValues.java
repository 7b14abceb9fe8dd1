package com.paidhr.messenger.shared.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads parameters that have named values, so that whoever gives another one is told which. */
@Provider
@ApplicationScoped
public class NamedValues implements ParamConverterProvider {

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    return type.isEnum() ? new Named<>(type) : null;
  }

  private record Named<T>(Class<T> type) implements ParamConverter<T> {
    /** An absent parameter comes as null. */
    @Override
    public @Nullable T fromString(@Nullable String value) {
      if (value == null) {
        return null;
      }
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> toString(constant).equals(value))
          .findFirst()
          .orElseThrow(() -> new WrongValueException("is one of " + names()));
    }

    private String names() {
      return Arrays.stream(type.getEnumConstants())
          .map(this::toString)
          .collect(Collectors.joining(", "));
    }

    @Override
    public String toString(T value) {
      return ((Enum<?>) value).name();
    }
  }
}
