package com.paidhr.messenger.testsupport.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.model.MembershipModel.Kind;
import com.paidhr.messenger.testsupport.model.MembershipModel.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Walks one history through the real doors and the model: a private conversation, a group and a
 * channel of four users, each with one message. After each step the lists and all doors of the
 * conversation that it was about answer as the model says, each message by one of its doors in
 * turn; after the last step all doors of all messages of every conversation that has any.
 */
public final class HouseWalk {
  private final Doors doors;
  private final String word;
  private final List<UserId> users;
  private final List<RoomModel> rooms = new ArrayList<>();

  /** Who uploaded which file, and which messages carry it. */
  private final Map<MediaId, UserId> owners = new LinkedHashMap<>();

  /**
   * A walk with conversations of its own.
   *
   * @param word a word that no other walk writes
   * @param users the four of them
   * @param open whether the group is open
   */
  public HouseWalk(Doors doors, String word, List<UserId> users, boolean open) {
    this.doors = doors;
    this.word = word;
    this.users = List.copyOf(users);
    room(Kind.PRIVATE, open, 1);
    room(Kind.GROUP, open, 1);
    room(Kind.CHANNEL, true, 0);
    rooms.forEach(room -> send(room, users.getFirst(), 0, List.of()));
  }

  private void room(Kind kind, boolean open, int others) {
    UserId first = users.getFirst();
    List<UserId> founders = users.subList(1, 1 + others);
    rooms.add(
        new RoomModel(
            doors.start(kind, first, founders, open, word),
            new MembershipModel(kind, first, Set.copyOf(founders), open, 1_000)));
  }

  /** Takes all steps, checking after each. */
  public void take(List<Step> steps) {
    for (int number = 0; number < steps.size(); number++) {
      Step step = steps.get(number);
      take(step);
      DoorCheck check = new DoorCheck(doors, word, users, rooms, owners);
      boolean last = number == steps.size() - 1;
      check.lists(last || step.room() == rooms.size() - 1);
      if (last) {
        rooms.stream().filter(room -> !room.log.isEmpty()).forEach(check::wholeRoom);
      } else {
        check.room(rooms.get(step.room()), number);
      }
      check.files();
    }
  }

  private void take(Step step) {
    RoomModel room = rooms.get(step.room());
    UserId actor = users.get(step.actor());
    UserId target = users.get(step.target());
    int last = room.log.size();
    int seq = last == 0 ? 1 : Math.max(1, last - step.pick());
    switch (step.deed()) {
      case SEND -> send(room, actor, 0, List.of());
      case REPLY -> send(room, actor, last == 0 ? 0 : seq, List.of());
      case SEND_FILE -> {
        MediaId file = doors.upload(actor);
        owners.put(file, actor);
        send(room, actor, 0, List.of(file));
      }
      case SEND_FILE_AGAIN -> {
        List<MediaId> files = List.copyOf(owners.keySet());
        send(
            room,
            actor,
            0,
            files.isEmpty() ? List.of() : List.of(files.get(step.pick() % files.size())));
      }
      case READ, READ_UP_TO -> read(room, actor, seq, step.deed() == Step.Deed.READ_UP_TO);
      case REACT -> mark(step, room, actor, seq);
      case PIN -> mark(step, room, actor, seq);
      default -> change(step, room, actor, target);
    }
  }

  private void send(RoomModel room, UserId sender, int replyTo, List<MediaId> files) {
    String body = word + " said " + room.log.size() + " in " + room.members.kind();
    int status =
        doors.send(sender, room.id, body, replyTo == 0 ? null : room.message(replyTo), files);

    int expected = room.writing(sender);
    boolean mayAnswer = replyTo == 0 || room.sees(sender, replyTo);
    boolean mayCarry = files.stream().allMatch(file -> maySee(sender, file));
    if (expected == 201 && (!mayAnswer || !mayCarry)) {
      expected = 422;
    }
    assertThat(status).as("send by %s to %s", sender, room.members.kind()).isEqualTo(expected);
    if (expected == 201) {
      room.say(sender, body, replyTo, files);
    }
  }

  private boolean maySee(UserId user, MediaId file) {
    return DoorCheck.maySee(user, file, Objects.requireNonNull(owners.get(file)), rooms);
  }

  private void read(RoomModel room, UserId reader, int seq, boolean upTo) {
    assertThat(doors.read(reader, room.message(seq), upTo))
        .isEqualTo(room.sees(reader, seq) ? 200 : 404);
    room.read(reader, seq, upTo);
  }

  private void mark(Step step, RoomModel room, UserId actor, int seq) {
    MessageId message = room.message(seq);
    boolean pins = step.deed() == Step.Deed.PIN;
    Role role = room.members.members().get(actor);
    boolean isMember = room.members.members().containsKey(actor);
    boolean governs = pins && room.members.kind() == Kind.CHANNEL;
    boolean may = isMember && !(governs && role == Role.MEMBER);
    int expected = !room.sees(actor, seq) ? 404 : room.members.isArchived() ? 409 : may ? 200 : 403;

    assertThat(pins ? doors.pin(actor, message) : doors.react(actor, message)).isEqualTo(expected);
    if (expected == 200 && pins) {
      room.pin(seq);
    } else if (expected == 200) {
      room.log.get(seq - 1).reactions().add(actor);
    }
  }

  private void change(Step step, RoomModel room, UserId actor, UserId target) {
    MembershipModel model = room.members;
    int expected =
        switch (step.deed()) {
          case JOIN -> model.join(actor);
          case ADD -> model.add(actor, target, step.role());
          case LEAVE -> model.remove(actor, actor);
          case KICK -> model.remove(actor, target);
          case ASSIGN -> model.assign(actor, target, step.role());
          default -> model.archive(actor, step.deed() == Step.Deed.ARCHIVE);
        };
    int status =
        switch (step.deed()) {
          case JOIN -> doors.join(actor, room.id);
          case ADD -> doors.add(actor, room.id, target, step.role());
          case LEAVE -> doors.remove(actor, room.id, actor);
          case KICK -> doors.remove(actor, room.id, target);
          case ASSIGN -> doors.assign(actor, room.id, target, step.role());
          default -> doors.archive(actor, room.id, step.deed() == Step.Deed.ARCHIVE);
        };
    assertThat(status / 100 == 2 ? 200 : status)
        .as("%s", step)
        .isEqualTo(expected / 100 == 2 ? 200 : expected);
    if (expected == 201 || expected == 204) {
      follow(step, model, actor, target);
      room.tell(actor);
    }
  }

  private static void follow(Step step, MembershipModel model, UserId actor, UserId target) {
    switch (step.deed()) {
      case JOIN -> model.enter(actor, Role.MEMBER, true);
      case ADD -> model.enter(target, step.role(), true);
      case LEAVE -> model.exit(actor, true);
      case KICK -> model.exit(target, true);
      case ASSIGN -> model.appoint(target, step.role(), true);
      default -> model.archived(actor, step.deed() == Step.Deed.ARCHIVE, true);
    }
  }
}
