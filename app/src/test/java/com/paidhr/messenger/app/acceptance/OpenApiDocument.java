package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
