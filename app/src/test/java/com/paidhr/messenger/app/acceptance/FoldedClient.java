package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.ClientStream;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.SocketStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows what its stream told it and what a gap let it fetch, and nothing else: what
 * it holds in the end must be what is stored. It cares for some rooms only.
 */
final class FoldedClient implements AutoCloseable {
  private static final int PAGE = 200;

  private final ApiClient client;
  private final Way way;
  private final Map<String, TreeMap<Long, JsonNode>> held = new HashMap<>();
  private final Set<String> rooms = new HashSet<>();
  private @Nullable ClientStream stream;
  private String cursor;
  private boolean isAway;
  private int applied;

  /** What carries the events. */
  enum Way {
    EVENTS {
      @Override
      ClientStream open(ApiClient client, @Nullable String cursor) {
        return cursor == null ? EventStream.of(client) : EventStream.of(client, cursor);
      }
    },
    SOCKET {
      @Override
      ClientStream open(ApiClient client, @Nullable String cursor) {
        return cursor == null ? SocketStream.of(client) : SocketStream.of(client, cursor);
      }
    };

    abstract ClientStream open(ApiClient client, @Nullable String cursor);
  }

  FoldedClient(ApiClient client, Way way) {
    this.client = client;
    this.way = way;
    ClientStream opened = way.open(client, null);
    this.stream = opened;
    this.cursor = String.valueOf(opened.cursor());
  }

  boolean isOf(ApiClient user) {
    return client == user;
  }

  /** Cares for these rooms from now on, which are new, and holds nothing of others. */
  synchronized void beginWith(Collection<String> others) {
    rooms.clear();
    rooms.addAll(others);
    held.keySet().retainAll(rooms);
  }

  /** Cuts the connection off and goes on behind what was applied. */
  synchronized void cutAndResume() {
    if (!isAway) {
      part();
      comeBack();
    }
  }

  /** Is not connected until it comes back. */
  synchronized void part() {
    takeIn();
    disconnect();
    isAway = true;
  }

  /** Goes on behind what was applied; while the node is away it tries again with each look. */
  synchronized void comeBack() {
    isAway = false;
    apply();
  }

  private void disconnect() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  /** Takes in what came so far, and goes on where it broke off. */
  synchronized void apply() {
    boolean ended = stream != null && stream.hasEnded();
    takeIn();
    if (ended) {
      disconnect();
    }
    if (stream == null && !isAway) {
      try {
        applied = 0;
        stream = way.open(client, cursor);
      } catch (UncheckedIOException | CompletionException e) {
        // The node is away, or is not yet ready again.
      }
    }
  }

  private void takeIn() {
    List<JsonNode> events = stream == null ? List.of() : stream.events();
    for (; applied < events.size(); applied++) {
      JsonNode event = events.get(applied);
      if (!take(event)) {
        return;
      }
      cursor = event.path("cursor").asText(cursor);
    }
  }

  /** False when it has to be taken again, since what it names could not be fetched. */
  private boolean take(JsonNode event) {
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
      case "gap" -> {
        return fill(event);
      }
      default -> {
        // Nothing of it is held.
      }
    }
    return true;
  }

  /** The younger one counts. */
  private void keep(String room, JsonNode message) {
    if (rooms.contains(room)) {
      held.computeIfAbsent(room, key -> new TreeMap<>())
          .merge(
              message.path("seq").asLong(),
              message,
              (before, now) -> revision(now) < revision(before) ? before : now);
    }
  }

  private static long revision(JsonNode message) {
    return message.path("revision").asLong();
  }

  /** Fetches everything that a gap names, from its first seq on. */
  private boolean fill(JsonNode gap) {
    Set<String> named = new HashSet<>();
    for (JsonNode fetch : gap.get("fetch")) {
      String room = fetch.get("conversationId").asText();
      named.add(room);
      held.getOrDefault(room, new TreeMap<>()).headMap(fetch.get("visibleFrom").asLong(0)).clear();
      if (rooms.contains(room) && !fetch(room, fetch)) {
        return false;
      }
    }
    if (!gap.get("reason").asText().equals("messages")) {
      held.keySet().retainAll(named);
    }
    return true;
  }

  private boolean fetch(String room, JsonNode named) {
    long last = named.get("upToSeq").asLong(Long.MAX_VALUE);
    String path = "/messages?limit=" + PAGE + "&conversationId=" + room + "&after=";
    for (long after = named.get("afterSeq").asLong(); after < last; ) {
      Answer page;
      try {
        page = client.get(path + after);
      } catch (UncheckedIOException e) {
        return false;
      }
      if (page.status() >= 500) {
        return false;
      }
      List<JsonNode> messages = page.status() == 200 ? page.items() : List.of();
      messages.forEach(message -> keep(room, message));
      if (messages.size() < PAGE) {
        return true;
      }
      after = messages.getLast().get("seq").asLong();
    }
    return true;
  }

  /** What is held of a conversation, without what changes by itself. */
  synchronized List<String> held(String room) {
    return shown(new ArrayList<>(held.getOrDefault(room, new TreeMap<>()).values()));
  }

  /** What is stored of it, as the user sees it. */
  static List<String> stored(ApiClient user, String room) {
    return user.get("/conversations/" + room).status() == 200
        ? shown(user.history(room))
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
                + message.get("deletedAt").isNull()
                + message.get("pinnedAt").isNull())
        .toList();
  }

  @Override
  public synchronized void close() {
    disconnect();
  }

  @Override
  public String toString() {
    return "client over " + way;
  }
}
