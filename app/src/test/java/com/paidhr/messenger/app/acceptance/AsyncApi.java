package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The events in {@code docs/asyncapi.yaml}, and what is wrong with one. It knows as much of JSON
 * Schema as the document uses.
 */
final class AsyncApi {
  private final JsonNode document;

  private AsyncApi(JsonNode document) {
    this.document = document;
  }

  static AsyncApi read() {
    Path file = Path.of(System.getProperty("messenger.root", ".."), "docs", "asyncapi.yaml");
    try {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return new AsyncApi(new ObjectMapper().valueToTree(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all events. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    document.at("/components/messages").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The schema of one event. */
  JsonNode schema(String name) {
    String ref =
        document.at("/components/messages").path(name).at("/payload/$ref").asText("#/none");
    return document.at(ref.substring(1));
  }

  /** What is wrong with an event; empty when nothing is. */
  List<String> faults(JsonNode event) {
    String name = event.path("type").asText();
    List<String> faults = new ArrayList<>();
    if (!names().contains(name)) {
      faults.add("No event is called " + name);
    } else {
      check(event, schema(name), name, faults);
    }
    return faults;
  }

  private static void check(JsonNode value, JsonNode schema, String where, List<String> faults) {
    if (!hasType(value, schema.path("type"))) {
      faults.add(where + " is not " + schema.path("type") + ": " + value);
      return;
    }
    if (schema.has("enum") && !isAmong(value, schema.get("enum"))) {
      faults.add(where + " is none of " + schema.get("enum") + ": " + value);
    }
    schema
        .path("required")
        .forEach(name -> {
          if (!value.has(name.asText())) {
            faults.add(where + " lacks " + name.asText());
          }
        });
    JsonNode known = schema.path("properties");
    value
        .properties()
        .forEach(field -> {
          if (known.has(field.getKey())) {
            check(
                field.getValue(), known.get(field.getKey()), where + "." + field.getKey(), faults);
          } else if (schema.has("additionalProperties")) {
            faults.add(where + " has an unknown " + field.getKey());
          }
        });
    if (schema.has("items")) {
      value.forEach(item -> check(item, schema.get("items"), where + "[]", faults));
    }
  }

  private static boolean isAmong(JsonNode value, JsonNode allowed) {
    for (JsonNode one : allowed) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode value, JsonNode types) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (hasType(value, type)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
