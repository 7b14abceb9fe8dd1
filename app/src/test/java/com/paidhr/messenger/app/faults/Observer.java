package com.paidhr.messenger.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.faults.History.Fact;
import com.paidhr.messenger.app.faults.History.Look;
import com.paidhr.messenger.app.faults.History.Mark;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Page;
import com.paidhr.messenger.app.faults.History.Part;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Progress;
import com.paidhr.messenger.app.faults.History.Replay;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.History.State;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the calls of clients and writes down how they ended. */
final class Observer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<Integer> HONEST = Set.of(200, 201, 202, 204, 403, 404, 409, 503);
  private static final Set<String> ENTERS = Set.of("member.joined", "member.added");
  private static final Set<String> EXITS = Set.of("member.left", "member.kicked");

  private final History history;

  Observer(History history) {
    this.history = history;
  }

  Outcome send(Actor sender, ApiClient door, String room, String text) {
    long begun = System.nanoTime();
    Optional<Answer> answer =
        ask(
            door,
            json(
                door,
                "POST",
                "/messages",
                """
                {"conversationId": "%s", "body": "%s", "clientMessageId": "%s"}\
                """
                    .formatted(room, text, text)));
    Span when = new Span(begun, System.nanoTime());
    Outcome outcome = outcome(answer);
    long seq = outcome == Outcome.ACKNOWLEDGED ? answer.orElseThrow().at("/seq").asLong() : 0;
    history.sends.add(new Send(room, sender.id(), text, outcome, seq, when));
    return outcome;
  }

  void page(Actor reader, ApiClient door, String room, int limit) {
    long begun = System.nanoTime();
    Optional<Answer> answer =
        ask(door, get(door, "/messages?conversationId=" + room + "&limit=" + limit));
    Span when = new Span(begun, System.nanoTime());
    if (outcome(answer) != Outcome.UNKNOWN) {
      List<Stored> items =
          answer.orElseThrow().status() == 200
              ? answer.orElseThrow().items().stream().map(Observer::stored).toList()
              : List.of();
      history.pages.add(new Page(room, reader.id(), limit, items, when));
    }
  }

  void look(Actor reader, ApiClient door, Place place) {
    long begun = System.nanoTime();
    Optional<Answer> answer = ask(door, get(door, "/messages/" + place));
    Span when = new Span(begun, System.nanoTime());
    if (outcome(answer) != Outcome.UNKNOWN) {
      Optional<Stored> found =
          answer.filter(some -> some.status() == 200).map(some -> stored(some.json()));
      history.looks.add(new Look(place, reader.id(), found, when));
    }
  }

  Outcome mark(Actor reader, ApiClient door, Place place, boolean upTo) {
    long begun = System.nanoTime();
    String body = "{\"upTo\": " + upTo + "}";
    Optional<Answer> answer = ask(door, json(door, "POST", "/messages/" + place + "/read", body));
    Span when = new Span(begun, System.nanoTime());
    Outcome outcome = outcome(answer);
    String readAt =
        outcome == Outcome.ACKNOWLEDGED ? answer.orElseThrow().at("/readAt").asText("") : "";
    history.marks.add(new Mark(place, reader.id(), upTo, outcome, readAt, when));
    return outcome;
  }

  /** A page of dead letters; nothing when it could not be had. */
  Optional<Answer> deadLetters(ApiClient admin, String query) {
    return ask(admin, get(admin, "/admin/dead-letters?" + query))
        .filter(some -> some.status() == 200);
  }

  /** Asks for replays of the messages {@code first} to {@code last} of the room. */
  void replay(ApiClient door, String path, String body, String room, long first, long last) {
    long begun = System.nanoTime();
    ask(door, json(door, "POST", path, body));
    history.replays.add(new Replay(room, first, last, new Span(begun, System.nanoTime())));
  }

  /** The status of a message that the reader may see; nothing when it could not be had. */
  Optional<Progress> progress(ApiClient door, Place place) {
    long begun = System.nanoTime();
    Optional<Answer> answer = ask(door, get(door, "/messages/" + place + "/status?limit=200"));
    Span when = new Span(begun, System.nanoTime());
    return answer.filter(some -> some.status() == 200).map(some -> progress(place, some, when));
  }

  private static Progress progress(Place place, Answer answer, Span when) {
    Map<String, Part> parts = new HashMap<>();
    for (JsonNode part : answer.at("/recipients")) {
      parts.put(
          part.at("/userId").asText(),
          new Part(
              State.valueOf(part.at("/status").asText()),
              part.at("/deliveredAt").asText(""),
              part.at("/readAt").asText("")));
    }
    return new Progress(
        place,
        State.valueOf(answer.at("/status").asText()),
        answer.at("/counts/delivered").asLong(),
        parts,
        when);
  }

  Outcome add(ApiClient door, String room, String user) {
    String body = user.isEmpty() ? "{}" : "{\"userId\": \"" + user + "\"}";
    return outcome(ask(door, json(door, "POST", "/conversations/" + room + "/members", body)));
  }

  Outcome remove(ApiClient door, String room, String user) {
    return outcome(
        ask(
            door,
            door.request("/conversations/" + room + "/members/" + user)
                .timeout(PATIENCE)
                .DELETE()));
  }

  static Stored stored(JsonNode message) {
    String event = message.at("/system/type").asText("");
    boolean enters = ENTERS.contains(event);
    Optional<Fact> change =
        enters || EXITS.contains(event)
            ? Optional.of(new Fact(message.at("/system/facts/userId").asText(), enters))
            : Optional.empty();
    return new Stored(
        message.at("/seq").asLong(),
        message.at("/senderId").asText(),
        message.at("/body").asText(),
        change);
  }

  private static HttpRequest.Builder get(ApiClient door, String path) {
    return door.request(path).timeout(PATIENCE).GET();
  }

  private static HttpRequest.Builder json(ApiClient door, String method, String path, String body) {
    return door.request(path)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  private Optional<Answer> ask(ApiClient door, HttpRequest.Builder request) {
    Answer answer;
    try {
      answer = door.send(request);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
    boolean unexplained = answer.status() == 503 && answer.header("Retry-After").isEmpty();
    if (!HONEST.contains(answer.status()) || unexplained) {
      history.oddAnswers.add(answer.toString());
    }
    return Optional.of(answer);
  }

  private static Outcome outcome(Optional<Answer> answer) {
    int status = answer.map(Answer::status).orElse(0);
    if (status >= 200 && status < 300) {
      return Outcome.ACKNOWLEDGED;
    }
    return status >= 400 && status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
  }
}
