package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The document at {@code /openapi} of a running service, and the operations in it. */
record OpenApiDocument(JsonNode json) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "head", "patch", "options");

  /**
   * One method of one path.
   *
   * @param method in capitals
   */
  record Operation(String method, String path, JsonNode json) {
    boolean takesJson() {
      return json.at("/requestBody/content").has("application/json");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static OpenApiDocument of(RunningMessenger messenger) {
    return new OpenApiDocument(
        messenger
            .anonymous()
            .send(
                messenger
                    .anonymous()
                    .request("/openapi")
                    .header("Accept", "application/json")
                    .GET())
            .expect(200)
            .json());
  }

  JsonNode schema(String name) {
    return json.at("/components/schemas/" + name);
  }

  /** What a response refers to, or the response itself. */
  JsonNode resolved(JsonNode response) {
    return response.has("$ref") ? json.at(response.get("$ref").asText().substring(1)) : response;
  }

  /** Names of all fields, at any depth, that answers to this method in capitals may have. */
  Set<String> fieldsAnsweredTo(String method) {
    Set<String> fields = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    operations().stream()
        .filter(operation -> operation.method().equals(method))
        .forEach(operation -> collect(operation.json().path("responses"), fields, seen));
    return fields;
  }

  private void collect(JsonNode node, Set<String> fields, Set<String> seen) {
    String reference = node.path("$ref").asText();
    if (!reference.isEmpty() && seen.add(reference)) {
      collect(json.at(reference.substring(1)), fields, seen);
    }
    if (node.path("properties").isObject()) {
      node.path("properties").fieldNames().forEachRemaining(fields::add);
    }
    node.forEach(child -> collect(child, fields, seen));
  }

  List<Operation> operations() {
    return json.get("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(entry ->
                    new Operation(
                        entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue())))
        .toList();
  }
}
