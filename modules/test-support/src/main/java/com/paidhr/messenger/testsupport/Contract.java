package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a service promises in its OpenAPI document, held against what it answers: an undocumented
 * status, media type or field is an error of the document or of the service, and so is a field that
 * is missing or of another kind. Paths that the document does not have are not judged.
 */
final class Contract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final ObjectNode document;
  private final List<Route> routes;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  /** One path of the document; a fixed word fits better than a placeholder. */
  private record Route(String path, List<String> segments) {
    static Route of(String path) {
      return new Route(path, Arrays.asList(path.split("/", -1)));
    }

    boolean fits(List<String> asked) {
      for (int i = 0; i < segments.size() && segments.size() == asked.size(); i++) {
        if (!segments.get(i).startsWith("{") && !segments.get(i).equals(asked.get(i))) {
          return false;
        }
      }
      return segments.size() == asked.size();
    }

    long placeholders() {
      return segments.stream().filter(segment -> segment.startsWith("{")).count();
    }
  }

  private Contract(ObjectNode document) {
    this.document = document;
    this.routes =
        document.path("paths").properties().stream()
            .map(path -> Route.of(path.getKey()))
            .sorted(Comparator.comparingLong(Route::placeholders))
            .toList();
  }

  /** Reads a document in JSON. */
  static Contract of(byte[] json) {
    try {
      return new Contract((ObjectNode) asJsonSchema(MAPPER.readTree(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails when an answer is not as the document says. */
  void check(String method, String path, Answer answer) {
    Optional<JsonNode> operation = operation(method, path);
    if (operation.isEmpty()) {
      return;
    }
    JsonNode response = operation.get().at("/responses/" + answer.status());
    if (response.isMissingNode()) {
      throw broken(answer, "the document has no status " + answer.status());
    }
    JsonNode content = resolved(response).path("content");
    if (answer.bytes().length == 0) {
      return;
    }
    String type = answer.header("Content-Type").split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    JsonNode media = content.has(type) ? content.path(type) : content.path("*/*");
    if (media.isMissingNode()) {
      throw broken(answer, "the document has no " + type + " for this status");
    }
    if (type.endsWith("json") && !media.path("schema").path("format").asText().equals("binary")) {
      judge(answer, media.path("schema"));
    }
  }

  private void judge(Answer answer, JsonNode schema) {
    var faults =
        compiled
            .computeIfAbsent(schema.toString(), text -> compile(schema))
            .validate(answer.json());
    if (!faults.isEmpty()) {
      throw broken(
          answer, faults.stream().limit(5).map(Object::toString).collect(Collectors.joining("; ")));
    }
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("components", document.path("components"));
    root.putArray("allOf").add(schema);
    return SCHEMAS.getSchema(
        root, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private Optional<JsonNode> operation(String method, String path) {
    List<String> asked = Arrays.asList(path.split("/", -1));
    return routes.stream()
        .filter(route -> route.fits(asked))
        .findFirst()
        .map(route ->
            document.path("paths").path(route.path()).path(method.toLowerCase(Locale.ROOT)))
        .filter(operation -> !operation.isMissingNode());
  }

  private JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? document.at(response.path("$ref").asText().substring(1))
        : response;
  }

  private static AssertionError broken(Answer answer, String why) {
    return new AssertionError("Not as /openapi says: " + why + "\n" + answer);
  }

  /** OpenAPI 3.0 says nullable where JSON Schema has a type of its own. */
  private static JsonNode asJsonSchema(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode copy = MAPPER.createArrayNode();
      list.forEach(item -> copy.add(asJsonSchema(item)));
      return copy;
    }
    if (!(node instanceof ObjectNode)) {
      return node;
    }
    ObjectNode copy = MAPPER.createObjectNode();
    node.properties().forEach(field -> copy.set(field.getKey(), asJsonSchema(field.getValue())));
    if (copy.path("properties").isObject() && !copy.has("additionalProperties")) {
      copy.put("additionalProperties", false);
    }
    if (!copy.path("nullable").asBoolean(false)) {
      return copy;
    }
    copy.remove("nullable");
    ObjectNode nullable = MAPPER.createObjectNode();
    nullable
        .putArray("anyOf")
        .add(copy)
        .add(JsonNodeFactory.instance.objectNode().put("type", "null"));
    return nullable;
  }
}
