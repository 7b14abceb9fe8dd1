package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.paidhr.messenger.app.client.Participant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads lists of the API page by page. */
final class Pages {
  private static final int MOST = 10_000;

  private Pages() {}

  /** All items, up to ten thousand. */
  static ArrayNode all(Participant caller, String path, String what) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    String cursor = "";
    do {
      JsonNode page = caller.get(path + cursor).orFail(what, 200).body();
      page.path("items").forEach(items::add);
      String next = page.path("next").asText("");
      cursor = page.path("next").isNull() || next.isEmpty() ? "" : "&cursor=" + encode(next);
    } while (!cursor.isEmpty() && items.size() < MOST);
    return items;
  }

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
