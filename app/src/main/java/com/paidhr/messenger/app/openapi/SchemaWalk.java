package com.paidhr.messenger.app.openapi;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Finds the schemas of a document, those inside of others too. */
final class SchemaWalk {
  static final String COMPONENTS = "#/components/schemas/";

  private SchemaWalk() {}

  /** The name of the component that a schema refers to, or null. */
  static @Nullable String target(Schema schema) {
    String ref = schema.getRef();
    return ref != null && ref.startsWith(COMPONENTS) ? ref.substring(COMPONENTS.length()) : null;
  }

  /** Shows every schema of the document to the visitor, outer ones first. */
  static void everywhere(OpenAPI document, Consumer<Schema> visitor) {
    document.getComponents().getSchemas().values().forEach(schema -> inside(schema, visitor));
    operations(document)
        .forEach(operation -> {
          requests(operation).forEach(schema -> inside(schema, visitor));
          answers(operation).forEach(schema -> inside(schema, visitor));
          list(operation.getParameters()).stream()
              .map(Parameter::getSchema)
              .filter(Objects::nonNull)
              .forEach(schema -> inside(schema, visitor));
        });
  }

  static Stream<Operation> operations(OpenAPI document) {
    return document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream());
  }

  static Stream<Schema> requests(Operation operation) {
    return operation.getRequestBody() == null
        ? Stream.empty()
        : of(operation.getRequestBody().getContent());
  }

  static Stream<Schema> answers(Operation operation) {
    return operation.getResponses().getAPIResponses().values().stream()
        .flatMap(response -> of(response.getContent()));
  }

  private static Stream<Schema> of(@Nullable Content content) {
    return content == null
        ? Stream.empty()
        : content.getMediaTypes().values().stream()
            .map(MediaType::getSchema)
            .filter(Objects::nonNull);
  }

  /** The names of all components that these schemas are made of. */
  static Set<String> reachable(OpenAPI document, Stream<Schema> roots) {
    Map<String, Schema> components = document.getComponents().getSchemas();
    Set<String> found = new LinkedHashSet<>();
    roots.forEach(root -> reach(components, root, found));
    return found;
  }

  /** Removes the components that no operation needs. */
  static void removeUnused(OpenAPI document) {
    Stream<Schema> own =
        operations(document)
            .flatMap(operation ->
                Stream.of(
                        requests(operation),
                        answers(operation),
                        list(operation.getParameters()).stream()
                            .map(Parameter::getSchema)
                            .filter(Objects::nonNull))
                    .flatMap(schemas -> schemas));
    Stream<Schema> common =
        document.getComponents().getResponses().values().stream()
            .flatMap(response -> of(response.getContent()));
    Set<String> used = reachable(document, Stream.concat(own, common));
    Map<String, Schema> kept = new TreeMap<>(document.getComponents().getSchemas());
    kept.keySet().retainAll(used);
    document.getComponents().setSchemas(kept);
  }

  private static void reach(Map<String, Schema> components, Schema root, Set<String> found) {
    inside(
        root,
        schema -> {
          String name = target(schema);
          Schema component = name == null ? null : components.get(name);
          if (component != null && found.add(name)) {
            reach(components, component, found);
          }
        });
  }

  static void inside(Schema schema, Consumer<Schema> visitor) {
    visitor.accept(schema);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> inside(property, visitor));
    }
    Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema())
        .filter(Objects::nonNull)
        .forEach(part -> inside(part, visitor));
    Stream.of(list(schema.getAllOf()), list(schema.getAnyOf()), list(schema.getOneOf()))
        .flatMap(Collection::stream)
        .forEach(part -> inside(part, visitor));
  }

  private static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }
}
