package com.paidhr.messenger.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Undelivered;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The administrator, and senders, who have dead letters tried again. */
final class Replayer {
  private final Cast cast;
  private final History history;
  private final Observer observer;

  /** A dead letter as it is listed. */
  record Letter(String id, Undelivered what, boolean replaying) {}

  Replayer(Cast cast, History history, Observer observer) {
    this.cast = cast;
    this.history = history;
    this.observer = observer;
  }

  /** Has one of the room's dead letters tried again, all of its message, or all of the room. */
  void replaySome(Random random, String room) {
    ApiClient admin = cast.admin().anyDoor(random);
    List<Letter> letters = letters(admin, room);
    if (letters.isEmpty()) {
      return;
    }
    Letter letter = letters.get(random.nextInt(letters.size()));
    Place place = letter.what().message();
    Optional<Actor> sender = sender(place);
    if (random.nextInt(6) == 0) {
      String body = "{\"conversationId\": \"" + room + "\"}";
      observer.replay(admin, "/admin/dead-letters/replay", body, room, 1, Long.MAX_VALUE);
    } else if (sender.isPresent() && random.nextBoolean()) {
      ApiClient door = sender.get().anyDoor(random);
      observer.replay(door, "/messages/" + place + "/retry", "", room, place.seq(), place.seq());
    } else {
      replay(admin, letter);
    }
  }

  /**
   * Has every second dead letter of the room tried again, and those again that are being tried: the
   * request may have been cut off.
   */
  void replayHalf(String room) {
    ApiClient admin = cast.admin().doors().getFirst();
    List<Letter> letters = letters(admin, room);
    for (int i = 0; i < letters.size(); i++) {
      if (i % 2 == 0 || letters.get(i).replaying()) {
        replay(admin, letters.get(i));
      }
    }
  }

  private void replay(ApiClient admin, Letter letter) {
    Place place = letter.what().message();
    String path = "/admin/dead-letters/" + letter.id() + "/replay";
    observer.replay(admin, path, "", place.room(), place.seq(), place.seq());
  }

  private Optional<Actor> sender(Place place) {
    return history.sends.stream()
        .filter(send -> send.room().equals(place.room()) && send.seq() == place.seq())
        .map(Send::sender)
        .findFirst()
        .map(cast::withId);
  }

  /** The dead letters of a room, up to the first page that could not be had. */
  List<Letter> letters(ApiClient admin, String room) {
    List<Letter> letters = new ArrayList<>();
    String cursor = "";
    do {
      Optional<Answer> page =
          observer.deadLetters(admin, "limit=200&conversationId=" + room + cursor);
      for (JsonNode letter : page.map(Answer::items).orElse(List.of())) {
        letters.add(letter(room, letter));
      }
      String next = page.map(some -> some.at("/next").asText("")).orElse("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    letters.forEach(letter -> history.givenUp.add(letter.what()));
    return letters;
  }

  private static Letter letter(String room, JsonNode letter) {
    String message = letter.at("/messageId").asText();
    long seq = Long.parseLong(message.substring(message.lastIndexOf('.') + 1));
    return new Letter(
        letter.at("/id").asText(),
        new Undelivered(new Place(room, seq), letter.at("/recipientId").asText()),
        letter.at("/replaying").asBoolean());
  }
}
