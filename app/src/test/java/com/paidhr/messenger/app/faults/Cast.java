package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Kind;
import com.paidhr.messenger.app.faults.History.Room;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The users of a run: ann keeps all rooms and never leaves, bob and cleo founded the group with
 * her, pat shares a private conversation with her, the movers come and go, and eve is nowhere.
 */
final class Cast {
  private static final List<String> NAMES =
      List.of("ann", "bob", "cleo", "pat", "dora", "emil", "fay", "eve");

  private final List<RunningMessenger> nodes;
  private final List<Actor> actors;
  private final Actor admin;

  Cast(List<RunningMessenger> nodes) {
    this.nodes = nodes;
    this.admin = actor("admin", nodes.getFirst().admin());
    this.actors = new ArrayList<>(NAMES.stream().map(this::newActor).toList());
  }

  private Actor newActor(String name) {
    return actor(name, nodes.getFirst().newUser(name));
  }

  private Actor actor(String name, ApiClient first) {
    String id = first.userId();
    List<ApiClient> doors = nodes.stream().map(node -> first.through(node::url)).toList();
    return new Actor(name, id, doors);
  }

  /** New rooms, and a new pat, since a private conversation of two users exists once. */
  void enter(History history, String name) {
    actors.set(3, newActor("pat"));
    ApiClient ann = door("ann");
    String group = ann.group("Group of " + name, door("bob"), door("cleo"));
    String channel = ann.channel("Channel of " + name);
    String pair = ann.privateWith(door("pat"));
    add(history, group, Kind.GROUP, "ann", "bob", "cleo");
    add(history, channel, Kind.CHANNEL, "ann");
    add(history, pair, Kind.PRIVATE, "ann", "pat");
  }

  private void add(History history, String room, Kind kind, String... founders) {
    Set<String> ids = Set.copyOf(List.of(founders).stream().map(name -> named(name).id()).toList());
    history.rooms.put(room, new Room(room, kind, ids));
  }

  Actor named(String name) {
    return actors.get(NAMES.indexOf(name));
  }

  private ApiClient door(String name) {
    return named(name).doors().getFirst();
  }

  /** One who sees everything in the room from its beginning to the end. */
  Actor keeper() {
    return named("ann");
  }

  Actor admin() {
    return admin;
  }

  Actor withId(String id) {
    return actors.stream().filter(actor -> actor.id().equals(id)).findFirst().orElseThrow();
  }

  List<Actor> everyone() {
    return List.copyOf(actors);
  }

  List<Actor> movers() {
    return actors.subList(4, 7);
  }

  /** Anyone, but mostly one of the room. */
  Actor anyone(Random random, Room room) {
    int choice = random.nextInt(10);
    if (choice < 5) {
      List<Actor> founders =
          actors.stream().filter(actor -> room.founders().contains(actor.id())).toList();
      return founders.get(random.nextInt(founders.size()));
    }
    return choice < 8
        ? movers().get(random.nextInt(movers().size()))
        : actors.get(random.nextInt(actors.size()));
  }

  List<String> ids() {
    return actors.stream().map(Actor::id).toList();
  }
}
