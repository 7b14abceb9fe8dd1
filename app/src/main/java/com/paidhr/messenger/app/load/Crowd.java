package com.paidhr.messenger.app.load;

import com.paidhr.messenger.app.client.DerivedPassword;
import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.client.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The users who write, and the group in which they do. Those of an earlier load are used again. */
final class Crowd {
  private final List<Participant> members;
  private final String group;

  private Crowd(List<Participant> members, String group) {
    this.members = members;
    this.group = group;
  }

  static Crowd gather(URI url, String administratorsPassword, int size) {
    var service = new Service(url);
    var administrator = Participant.signIn(service, "admin", administratorsPassword);
    var passwords = new DerivedPassword("load", administratorsPassword);
    List<Participant> members = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      String username = "load-" + number;
      members.add(
          administrator.makeUser(
              username, username + "@load.example", "Load " + number, passwords.of(username)));
    }
    return new Crowd(members, group(members));
  }

  private static String group(List<Participant> members) {
    String name = "Load of " + members.size();
    Participant owner = members.getFirst();
    return owner.findConversation(name, name).orElseGet(() -> made(owner, members, name));
  }

  private static String made(Participant owner, List<Participant> members, String name) {
    List<String> others = members.stream().skip(1).map(Participant::id).toList();
    return owner
        .post("/conversations", Map.of("type", "GROUP", "name", name, "memberIds", others))
        .orFail("Creating the group", 201)
        .body()
        .path("id")
        .asText();
  }

  int size() {
    return members.size();
  }

  String group() {
    return group;
  }

  /** Who sends the message of this number: each in turn. */
  Participant sender(long number) {
    return members.get((int) (number % members.size()));
  }
}
