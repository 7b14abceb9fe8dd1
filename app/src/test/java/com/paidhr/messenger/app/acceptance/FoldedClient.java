package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows what its stream told it and what a gap let it fetch, and nothing else: what
 * it holds in the end must be what is stored.
 */
final class FoldedClient implements AutoCloseable {
  private static final AsyncApi CONTRACT = AsyncApi.read();

  private final ApiClient client;
  private final Map<String, TreeMap<Long, JsonNode>> held = new HashMap<>();
  private EventStream stream;
  private int applied;

  FoldedClient(ApiClient client) {
    this.client = client;
    this.stream = EventStream.of(client);
  }

  /** Cuts the connection off and goes on behind what was applied. */
  void cutAndResume() {
    apply();
    String cursor =
        applied == 0 ? stream.cursor() : lastCursor(stream.events().subList(0, applied));
    stream.close();
    stream = EventStream.of(client, String.valueOf(cursor));
    applied = 0;
  }

  private static @Nullable String lastCursor(List<JsonNode> events) {
    return events.stream()
        .map(event -> event.path("cursor").asText(""))
        .filter(cursor -> !cursor.isEmpty())
        .reduce((before, after) -> after)
        .orElse(null);
  }

  /** Takes in what came so far. */
  void apply() {
    List<JsonNode> events = stream.events();
    for (; applied < events.size(); applied++) {
      JsonNode event = events.get(applied);
      assertThat(CONTRACT.faults(event)).as("%s", event).isEmpty();
      take(event);
    }
  }

  private void take(JsonNode event) {
    String room = event.path("conversationId").asText();
    switch (event.path("type").asText()) {
      case "message.created",
          "message.edited",
          "message.deleted",
          "message.reaction",
          "message.pinned",
          "message.status" ->
          keep(room, event.get("message"));
      case "member.left" -> {
        if (event.path("userId").asText().equals(client.userId())) {
          held.getOrDefault(room, new TreeMap<>())
              .headMap(event.path("seq").asLong(), true)
              .clear();
        }
      }
      case "gap" -> fill(event);
      default -> {
        // Nothing of it is held.
      }
    }
  }

  private void keep(String room, JsonNode message) {
    held.computeIfAbsent(room, key -> new TreeMap<>()).put(message.path("seq").asLong(), message);
  }

  /** Fetches everything that a gap names, from its first seq on. */
  private void fill(JsonNode gap) {
    Set<String> named = new HashSet<>();
    for (JsonNode fetch : gap.get("fetch")) {
      String room = fetch.get("conversationId").asText();
      named.add(room);
      held.getOrDefault(room, new TreeMap<>()).headMap(fetch.get("visibleFrom").asLong(0)).clear();
      long last = fetch.get("upToSeq").asLong(Long.MAX_VALUE);
      String path = "/messages?limit=200&conversationId=" + room + "&after=";
      for (long after = fetch.get("afterSeq").asLong(); after < last; ) {
        var page = client.get(path + after);
        if (page.status() != 200 || page.items().isEmpty()) {
          break;
        }
        page.items().forEach(message -> keep(room, message));
        after = page.items().getLast().get("seq").asLong();
      }
    }
    if (!gap.get("reason").asText().equals("messages")) {
      held.keySet().retainAll(named);
    }
  }

  /** What is held of a conversation, without what changes by itself. */
  List<String> held(String room) {
    apply();
    return shown(new ArrayList<>(held.getOrDefault(room, new TreeMap<>()).values()));
  }

  /** What is stored of it, as the user sees it. */
  List<String> stored(String room) {
    return client.get("/conversations/" + room).status() == 200
        ? shown(client.history(room))
        : List.of();
  }

  private static List<String> shown(List<JsonNode> messages) {
    return messages.stream()
        .map(message ->
            message.get("seq")
                + " "
                + message.get("body")
                + " "
                + message.get("reactions").size()
                + message.get("kind")
                + " "
                + message.get("deletedAt").isNull())
        .toList();
  }

  @Override
  public void close() {
    stream.close();
  }
}
