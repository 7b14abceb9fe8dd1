package com.paidhr.messenger.app.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The operations of the OpenAPI document, told apart by method and path. */
final class DocumentedOperations {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head");

  private final List<Operation> operations;

  private record Operation(String id, String method, String path) {
    boolean fits(String[] answer) {
      return answer.length == 3
          && answer[0].equals(method)
          && answer[1].matches(path.replaceAll("\\{[^}]+}", "[^/]+"))
          && answer[2].startsWith("2");
    }
  }

  private DocumentedOperations(List<Operation> operations) {
    this.operations = operations;
  }

  static DocumentedOperations of(Path document) {
    try {
      JsonNode json = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(document)));
      return new DocumentedOperations(
          json.path("paths").properties().stream()
              .flatMap(DocumentedOperations::operationsOf)
              .sorted(Comparator.comparingInt(one -> one.path().split("\\{", -1).length))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Operation> operationsOf(Map.Entry<String, JsonNode> path) {
    return path.getValue().properties().stream()
        .filter(operation -> METHODS.contains(operation.getKey()))
        .map(operation ->
            new Operation(
                operation.getValue().path("operationId").asText(),
                operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey()));
  }

  /** The ids of those that none of the answers, "method path status", was a success of. */
  Set<String> missingIn(Collection<String> answers) {
    Set<String> called = new HashSet<>();
    for (String answer : answers) {
      String[] words = answer.split(" ", -1);
      operations.stream()
          .filter(operation -> operation.fits(words))
          .findFirst()
          .ifPresent(operation -> called.add(operation.id()));
    }
    Set<String> missing = new TreeSet<>();
    operations.stream().map(Operation::id).filter(id -> !called.contains(id)).forEach(missing::add);
    return missing;
  }
}
