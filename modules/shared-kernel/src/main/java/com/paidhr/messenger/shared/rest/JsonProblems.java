package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which field of a JSON body is wrong and why, without showing how the body is read. */
final class JsonProblems {
  private static final int LONGEST_NAME = 100;
  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private JsonProblems() {}

  static DomainException explain(JsonProcessingException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException e ->
          malformed(e, "Unknown field " + brief(e.getPropertyName()));
      case ValueInstantiationException e when e.getCause() instanceof DomainException d -> d;
      case ValueInstantiationException e ->
          DomainException.withViolations(
              ProblemType.INVALID_CONTENT, List.of(new Violation(pointer(e), wrongValue(e))));
      case BoundedList.TooLong e ->
          DomainException.withViolations(
              ProblemType.INVALID_CONTENT,
              List.of(new Violation(pointer(e), e.getOriginalMessage())));
      case InvalidFormatException e when e.getTargetType().isEnum() ->
          malformed(e, "Must be one of " + constants(e.getTargetType()));
      case MismatchedInputException e when e.getTargetType() == Instant.class ->
          malformed(
              e, "Must be a time as in ISO 8601 with an offset, such as 2026-01-31T12:00:00Z");
      case InvalidFormatException e when e.getTargetType() == String.class ->
          malformed(e, "The text is not valid Unicode: it has an unpaired surrogate");
      case MismatchedInputException e -> malformed(e, "Must be " + expected(e.getTargetType()));
      case JsonMappingException e when e.getCause() instanceof InputCoercionException ->
          malformed(e, "The number is too large");
      case JsonMappingException e when e.getCause() instanceof JsonProcessingException broken ->
          notJson(broken);
      case JsonMappingException e -> malformed(e, "Cannot be read");
      default -> notJson(failure);
    };
  }

  private static String wrongValue(ValueInstantiationException e) {
    return e.getCause() instanceof InvalidIdException
        ? "This cannot be an id"
        : "This is not a valid value";
  }

  private static DomainException notJson(JsonProcessingException failure) {
    String fault =
        switch (failure) {
          case StreamConstraintsException _ -> "The body is nested too deeply or holds too much: ";
          case JsonParseException e when e.getOriginalMessage().startsWith("Duplicate field") ->
              "The body gives a field twice: ";
          default -> "The body is not valid JSON: ";
        };
    return new DomainException(ProblemType.MALFORMED_REQUEST, fault + position(failure));
  }

  private static DomainException malformed(JsonMappingException e, String detail) {
    return DomainException.withViolations(
        ProblemType.MALFORMED_REQUEST, List.of(new Violation(pointer(e), detail)));
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(reference ->
            reference.getFieldName() == null
                ? Integer.toString(reference.getIndex())
                : brief(reference.getFieldName()).replace("~", "~0").replace("/", "~1"))
        .map(segment -> "/" + segment)
        .collect(Collectors.joining());
  }

  /** Names of fields come from the client and may be long. */
  private static String brief(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null
        ? "it ends too early"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .map(JsonProblems::nameInJson)
        .collect(Collectors.joining(", "));
  }

  private static String nameInJson(Field constant) {
    JsonProperty name = constant.getAnnotation(JsonProperty.class);
    return name == null ? constant.getName() : name.value();
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (WHOLE_NUMBERS.contains(type)) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == String.class || type.isEnum() || isWrittenAsOne(type)) {
      return "a string";
    }
    if (Iterable.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() ? "an object" : "of another type";
  }

  /** Such as an id. */
  private static boolean isWrittenAsOne(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }
}
