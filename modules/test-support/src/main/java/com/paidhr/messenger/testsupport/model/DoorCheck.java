package com.paidhr.messenger.testsupport.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.model.Doors.Listed;
import com.paidhr.messenger.testsupport.model.MembershipModel.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks every door as every user and compares with the model. */
final class DoorCheck {
  private final Doors doors;
  private final String word;
  private final List<UserId> users;
  private final List<RoomModel> rooms;
  private final Map<MediaId, UserId> owners;

  @FunctionalInterface
  private interface MessageDoor {
    void ask(RoomModel room, UserId user, int seq, boolean sees);
  }

  private final List<MessageDoor> messageDoors =
      List.of(
          this::single,
          this::edits,
          this::sendAgain,
          this::status,
          this::timeline,
          this::thread,
          this::deeds,
          this::explanation);

  DoorCheck(
      Doors doors,
      String word,
      List<UserId> users,
      List<RoomModel> rooms,
      Map<MediaId, UserId> owners) {
    this.doors = doors;
    this.word = word;
    this.users = users;
    this.rooms = rooms;
    this.owners = owners;
  }

  /** A file is seen by its uploader and by who sees a message that carries it. */
  static boolean maySee(UserId user, MediaId file, UserId owner, List<RoomModel> rooms) {
    return user.equals(owner)
        || rooms.stream()
            .anyMatch(room ->
                IntStream.rangeClosed(1, room.log.size())
                    .anyMatch(seq ->
                        room.log.get(seq - 1).files().contains(file) && room.sees(user, seq)));
  }

  void files() {
    owners.forEach((file, owner) -> {
      for (UserId user : users) {
        assertThat(doors.file(user, file))
            .as("file %s as %s", file, user)
            .isEqualTo(maySee(user, file, owner, rooms));
      }
    });
  }

  /** The doors that show several conversations at once. */
  void lists(boolean withChannels) {
    for (UserId user : users) {
      assertThat(doors.list(user))
          .as("list of %s", user)
          .containsExactlyInAnyOrderElementsOf(
              rooms.stream()
                  .filter(room -> room.members.members().containsKey(user))
                  .map(room -> room.listed(user).orElseThrow())
                  .toList());
      assertThat(doors.search(user, null, word).orElseThrow())
          .as("search everywhere as %s", user)
          .containsExactlyInAnyOrderElementsOf(
              rooms.stream()
                  .flatMap(room -> room.found(user).stream())
                  .flatMap(List::stream)
                  .toList());
      if (withChannels) {
        channels(user);
      }
    }
  }

  private void channels(UserId user) {
    assertThat(doors.channels(user, word))
        .as("channels for %s", user)
        .isEqualTo(
            rooms.stream()
                .filter(room -> room.members.kind() == Kind.CHANNEL && !room.members.isArchived())
                .map(room -> room.listed(user).orElseThrow())
                .toList());
  }

  /** All doors of a conversation, each message by one of its doors, another one each turn. */
  void room(RoomModel room, int turn) {
    for (int number = 0; number < users.size(); number++) {
      UserId user = users.get(number);
      conversation(room, user);
      for (int seq = 1; seq <= room.log.size() + 1; seq++) {
        message(room, user, seq, messageDoors.get((turn + number + seq) % messageDoors.size()));
      }
      pushes(room, user);
    }
  }

  /** All doors of a conversation and of each of its messages. */
  void wholeRoom(RoomModel room) {
    for (UserId user : users) {
      conversation(room, user);
      pages(room, user);
      for (int seq = 1; seq <= room.log.size() + 1; seq++) {
        for (MessageDoor door : messageDoors) {
          message(room, user, seq, door);
        }
      }
      pushes(room, user);
    }
    for (int seq = 1; seq <= room.log.size(); seq++) {
      Set<UserId> audience = room.members.audience(seq);
      doors
          .audience(room.message(seq))
          .ifPresent(addressed -> assertThat(addressed).isEqualTo(audience));
    }
  }

  private void conversation(RoomModel room, UserId user) {
    String who = user + " in the " + room.members.kind();
    assertThat(doors.history(user, room.id)).as("history: %s", who).isEqualTo(room.history(user));
    assertThat(doors.search(user, room.id, word)).as("search: %s", who).isEqualTo(room.found(user));
    assertThat(doors.pinned(user, room.id)).as("pins: %s", who).isEqualTo(room.pinned(user));
    Optional<Listed> listed = room.listed(user);
    assertThat(doors.one(user, room.id)).as("details: %s", who).isEqualTo(listed);
    Optional<List<Doors.Present>> members = doors.members(user, room.id);
    assertThat(members.isPresent()).as("members: %s", who).isEqualTo(listed.isPresent());
    members.ifPresent(present -> members(room, user, present));
  }

  private void pages(RoomModel room, UserId user) {
    String who = user + " in the " + room.members.kind();
    assertThat(doors.historyByTwo(user, room.id))
        .as("history by pages: %s", who)
        .isEqualTo(room.history(user));
    assertThat(doors.export(user, room.id)).as("export: %s", who).isEqualTo(room.history(user));
  }

  private static void members(RoomModel room, UserId user, List<Doors.Present> present) {
    assertThat(present.stream().collect(Collectors.toMap(Doors.Present::user, Doors.Present::role)))
        .isEqualTo(room.members.members());
    for (Doors.Present member : present) {
      long upTo = room.readUpTo(member.user());
      if (!room.hasMember(user)) {
        assertThat(member.readUpTo()).isNull();
      } else if (upTo > 0) {
        assertThat(member.readUpTo()).isEqualTo(upTo);
      } else if (member.readUpTo() != null) {
        assertThat(room.receives(member.user(), member.readUpTo().intValue())).isFalse();
      }
    }
  }

  private static void message(RoomModel room, UserId user, int seq, MessageDoor door) {
    door.ask(room, user, seq, room.sees(user, seq));
  }

  private static String what(RoomModel room, UserId user, int seq) {
    return user + " and " + seq + " of the " + room.members.kind();
  }

  private void single(RoomModel room, UserId user, int seq, boolean sees) {
    assertThat(doors.single(user, room.message(seq)))
        .as("message: %s", what(room, user, seq))
        .isEqualTo(sees ? Optional.of(room.seen(user, seq)) : Optional.empty());
  }

  private void edits(RoomModel room, UserId user, int seq, boolean sees) {
    assertThat(doors.showsEdits(user, room.message(seq)))
        .as("edits: %s", what(room, user, seq))
        .isEqualTo(sees);
  }

  /** One who still writes here is told again what they sent, without what came later. */
  private void sendAgain(RoomModel room, UserId user, int seq, boolean sees) {
    if (room.isSentBy(user, seq)) {
      assertThat(doors.sentAgain(room.message(seq)))
          .as("repeated send: %s", what(room, user, seq))
          .isEqualTo(
              sees && room.writing(user) == 201
                  ? Optional.of(room.sent(user, seq))
                  : Optional.empty());
    }
  }

  private void status(RoomModel room, UserId user, int seq, boolean sees) {
    assertThat(doors.status(user, room.message(seq)))
        .as("status: %s", what(room, user, seq))
        .isEqualTo(
            sees && room.hasMember(user) ? Optional.of(room.readers(seq)) : Optional.empty());
  }

  private void timeline(RoomModel room, UserId user, int seq, boolean sees) {
    assertThat(doors.showsTimeline(user, room.message(seq)))
        .as("timeline: %s", what(room, user, seq))
        .isEqualTo(sees);
  }

  private void thread(RoomModel room, UserId user, int seq, boolean sees) {
    if (!sees || room.isRoot(seq)) {
      assertThat(doors.thread(user, room.message(seq)))
          .as("thread: %s", what(room, user, seq))
          .isEqualTo(room.thread(user, seq));
    }
  }

  /** What nobody may do to what they do not see. */
  private void deeds(RoomModel room, UserId user, int seq, boolean sees) {
    if (!sees) {
      MessageId id = room.message(seq);
      String what = what(room, user, seq);
      assertThat(doors.read(user, id, true)).as("read: %s", what).isEqualTo(404);
      assertThat(doors.react(user, id)).as("reaction: %s", what).isEqualTo(404);
      assertThat(doors.pin(user, id)).as("pin: %s", what).isEqualTo(404);
    }
  }

  private void explanation(RoomModel room, UserId user, int seq, boolean sees) {
    if (seq <= room.log.size()) {
      assertThat(doors.explained(user, room.message(seq)))
          .as("explanation: %s", what(room, user, seq))
          .isEqualTo(sees);
    }
  }

  private void pushes(RoomModel room, UserId user) {
    Set<MessageId> all =
        IntStream.rangeClosed(1, room.log.size())
            .mapToObj(room::message)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(doors.pushed(user, all))
        .as("pushes to %s", user)
        .isEqualTo(
            all.stream()
                .filter(id -> room.sees(user, (int) id.seq()))
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
