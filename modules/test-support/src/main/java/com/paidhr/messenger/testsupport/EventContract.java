package com.paidhr.messenger.testsupport;

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
 * Schema as the document uses. {@link ClientStream} and {@link ApiClient} hold every event against
 * it that any test sees, streamed or polled.
 */
public final class EventContract {
  /** What is told besides events: the answers to commands over a WebSocket. */
  private static final String ANSWER = "answer";

  private static final class Shared {
    static final EventContract INSTANCE = new EventContract(document());
  }

  private final JsonNode document;

  private EventContract(JsonNode document) {
    this.document = document;
  }

  /** The document of this source tree. */
  public static EventContract read() {
    return Shared.INSTANCE;
  }

  private static JsonNode document() {
    Path file = Path.of(System.getProperty("messenger.root", ".."), "docs", "asyncapi.yaml");
    try {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return new ObjectMapper().valueToTree(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all events. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    document.at("/components/messages").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The schema of one event. */
  public JsonNode schema(String name) {
    String ref =
        document.at("/components/messages").path(name).at("/payload/$ref").asText("#/none");
    return document.at(ref.substring(1));
  }

  /** Refuses events of which some is not as the document says. */
  static void require(List<JsonNode> events) {
    for (JsonNode event : events) {
      List<String> faults =
          event.path("type").asText().equals(ANSWER) ? List.of() : read().faults(event);
      if (!faults.isEmpty()) {
        throw new AssertionError(faults + " in " + event);
      }
    }
  }

  /** What is wrong with an event; empty when nothing is. */
  public List<String> faults(JsonNode event) {
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
