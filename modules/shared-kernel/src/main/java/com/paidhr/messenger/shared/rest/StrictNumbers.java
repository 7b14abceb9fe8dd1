package com.paidhr.messenger.shared.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers in parameters as JSON would: ASCII digits, perhaps behind a minus. The platform
 * would also take a plus and the digits of any script.
 */
@Provider
@ApplicationScoped
public class StrictNumbers implements ParamConverterProvider {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

  @Override
  @SuppressWarnings("unchecked") // The converter is one for the type that was asked for.
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    if (type == Integer.class || type == int.class) {
      return (ParamConverter<T>) new Strict<>(Integer::valueOf);
    }
    if (type == Long.class || type == long.class) {
      return (ParamConverter<T>) new Strict<>(Long::valueOf);
    }
    return null;
  }

  private record Strict<N extends Number>(Function<String, N> form) implements ParamConverter<N> {
    /** An absent parameter comes as null. */
    @Override
    public @Nullable N fromString(@Nullable String value) {
      if (value == null) {
        return null;
      }
      if (!NUMBER.matcher(value).matches()) {
        throw new WrongValueException("is a whole number");
      }
      try {
        return form.apply(value);
      } catch (NumberFormatException e) {
        throw new WrongValueException("is a whole number, and none that large");
      }
    }

    @Override
    public String toString(N value) {
      return value.toString();
    }
  }
}
