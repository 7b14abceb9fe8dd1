package com.paidhr.messenger.app.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.paidhr.messenger.shared.rest.JsonMapping;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas of records and enums say what JSON really holds: the components of the record
 * and nothing else, which of them are always there, which can be null, and the constants as they
 * are written.
 */
final class TypedSchemas {
  private final Map<String, Schema> components;
  private final Set<String> asked;
  private final Set<String> answered;

  private TypedSchemas(OpenAPI document) {
    components = document.getComponents().getSchemas();
    asked =
        SchemaWalk.reachable(
            document, SchemaWalk.operations(document).flatMap(SchemaWalk::requests));
    answered =
        SchemaWalk.reachable(
            document, SchemaWalk.operations(document).flatMap(SchemaWalk::answers));
  }

  static void correct(OpenAPI document) {
    TypedSchemas schemas = new TypedSchemas(document);
    Map<String, Class<?>> types = DeclaredTypes.byName();
    types.forEach((name, type) -> {
      Schema schema = schemas.components.get(name);
      if (schema != null && type.isEnum()) {
        schema.setEnumeration(constants(type));
      } else if (schema != null && type.isRecord()) {
        schemas.correct(name, schema, type);
      }
    });
    types.forEach((name, type) -> {
      Schema schema = schemas.components.get(name);
      if (schema != null && type.isRecord()) {
        schemas.unwrap(schema, type);
      }
    });
  }

  /** The fields of an unwrapped component stand among those of its record. */
  private void unwrap(Schema schema, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        Schema inner = requireNonNull(components.get(DeclaredTypes.nameOf(component.getType())));
        Map<String, Schema> properties = new LinkedHashMap<>(inner.getProperties());
        properties.putAll(schema.getProperties());
        properties.remove(component.getName());
        Set<String> required = new LinkedHashSet<>(inner.getRequired());
        required.addAll(schema.getRequired());
        required.remove(component.getName());
        schema.properties(properties).setRequired(new ArrayList<>(required));
      }
    }
  }

  private static List<Object> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .<Object>map(constant -> JsonMapping.mapper().valueToTree(constant).asText())
        .toList();
  }

  private void correct(String name, Schema schema, Class<?> type) {
    Map<String, Schema> declared =
        schema.getProperties() == null ? Map.of() : schema.getProperties();
    Set<String> required =
        new LinkedHashSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
    Map<String, Schema> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      boolean nullable = isNullable(component) && !required.contains(component.getName());
      boolean written = answered.contains(name) && isWritten(component, type);
      Schema property = declared.getOrDefault(component.getName(), OASFactory.createSchema());
      property.setNullable(null);
      properties.put(
          component.getName(), nullable && written ? nullable(property) : plain(property));
      if (nullable ? written && !asked.contains(name) : isWritten(component, type)) {
        required.add(component.getName());
      }
    }
    schema.setProperties(properties);
    schema.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Whether the field is in every answer, if only as null. */
  private static boolean isWritten(RecordComponent component, Class<?> type) {
    JsonInclude include = type.getAnnotation(JsonInclude.class);
    if (include == null) {
      return true;
    }
    boolean container =
        Collection.class.isAssignableFrom(component.getType())
            || Map.class.isAssignableFrom(component.getType());
    return !isNullable(component) && !(include.value() == Include.NON_EMPTY && container);
  }

  /** A reference with a description beside it has a type there, too, which says nothing more. */
  private static Schema plain(Schema property) {
    if (property.getAllOf() != null || property.getRef() != null) {
      property.setType(null);
    }
    return property;
  }

  /**
   * A reference cannot be nullable itself: what it names is written out where that is one word, and
   * wrapped otherwise.
   */
  private Schema nullable(Schema property) {
    String target = SchemaWalk.target(property);
    if (target == null) {
      Schema typed = plain(property).nullable(true);
      if (typed.getAllOf() != null && typed.getType() == null) {
        typed.setType(typeOf(SchemaWalk.target(typed.getAllOf().getFirst())));
      }
      return typed;
    }
    Schema named = components.get(target);
    if (named != null && named.getType() == SchemaType.STRING && named.getEnumeration() == null) {
      return OASFactory.createSchema()
          .type(SchemaType.STRING)
          .format(named.getFormat())
          .description(named.getDescription())
          .example(named.getExample())
          .nullable(true);
    }
    return OASFactory.createSchema()
        .type(typeOf(target))
        .addAllOf(OASFactory.createSchema().ref(property.getRef()))
        .nullable(true);
  }

  /** What may be null has its type beside it: OpenAPI gives {@code nullable} no meaning without. */
  private @Nullable SchemaType typeOf(@Nullable String target) {
    Schema named = target == null ? null : components.get(target);
    return named == null ? null : named.getType();
  }
}
