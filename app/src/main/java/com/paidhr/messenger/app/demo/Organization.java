package com.paidhr.messenger.app.demo;

import com.paidhr.messenger.app.client.DerivedPassword;
import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.demo.Script.Person;
import com.paidhr.messenger.app.demo.Script.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of the script as users, and the conversations they meet in. Made where they do not
 * exist, so a demo may be started again on the same data.
 */
final class Organization {
  private static final int PASSWORD_LENGTH = 14;
  private static final String DOMAIN = "@demo.example";

  private final Participant administrator;
  private final DerivedPassword passwords;
  private final Map<String, Participant> people = new LinkedHashMap<>();
  private final Map<String, String> conversations = new HashMap<>();

  Organization(Participant administrator, String administratorsPassword) {
    this.administrator = administrator;
    this.passwords = new DerivedPassword("demo", administratorsPassword);
  }

  Participant person(String username) {
    return known(people, username);
  }

  String conversation(String key) {
    return known(conversations, key);
  }

  private static <T> T known(Map<String, T> all, String key) {
    T found = all.get(key);
    if (found == null) {
      throw new IllegalStateException("The script does not introduce " + key);
    }
    return found;
  }

  String passwordOf(String username) {
    return passwords.of(username).substring(0, PASSWORD_LENGTH);
  }

  void add(Person person) {
    people.put(
        person.username(),
        administrator.makeUser(
            person.username(),
            person.username() + DOMAIN,
            person.name(),
            passwordOf(person.username())));
  }

  void open(Room room) {
    Participant owner = person(room.members().getFirst());
    String name = room.name();
    Optional<String> existing =
        name == null ? Optional.empty() : owner.findConversation(name, name);
    String id = existing.orElseGet(() -> create(owner, room));
    conversations.put(room.key(), id);
    if (room.type().equals("CHANNEL")) {
      for (String member : room.members()) {
        person(member)
            .post("/conversations/" + id + "/members", Map.of())
            .orFail(member + " joining " + room.name(), 200, 201);
      }
    }
  }

  private String create(Participant owner, Room room) {
    var wanted = new HashMap<String, Object>();
    wanted.put("type", room.type());
    if (room.name() != null && room.topic() != null) {
      wanted.put("name", room.name());
      wanted.put("topic", room.topic());
    }
    if (!room.type().equals("CHANNEL")) {
      List<String> others = new ArrayList<>();
      room.members().stream().skip(1).forEach(member -> others.add(person(member).id()));
      wanted.put("memberIds", others);
    }
    return owner
        .post("/conversations", wanted)
        .orFail("Opening " + room.key(), 201, 200)
        .body()
        .path("id")
        .asText();
  }

  /** Gives one conversation a bad network, and one of its members none at all for a while. */
  void trouble(String conversation, String member, Duration offline) {
    administrator
        .send(
            "PUT",
            "/admin/network-profiles/conversation:" + conversation(conversation),
            Map.of(
                "latency",
                Map.of("distribution", "LOGNORMAL", "meanMs", 900, "stddevMs", 700),
                "loss",
                0.3))
        .orFail("Making a network bad", 200);
    administrator
        .send(
            "PUT",
            "/admin/network-profiles/user:" + person(member).id(),
            Map.of("loss", 1.0, "expiresAt", Instant.now().plus(offline).toString()))
        .orFail("Cutting a user off", 200);
  }
}
