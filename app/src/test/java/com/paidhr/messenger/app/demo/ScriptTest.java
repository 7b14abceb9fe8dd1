package com.paidhr.messenger.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.demo.Script.Line;
import com.paidhr.messenger.app.demo.Script.Room;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private final Script script = Script.read();
  private final Map<String, Room> rooms =
      script.conversations().stream().collect(Collectors.toMap(Room::key, Function.identity()));

  @Test
  void introducesEverybodyWhoMeets() {
    var people = script.people().stream().map(Script.Person::username).collect(Collectors.toSet());

    assertThat(people).hasSize(script.people().size()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(rooms.values()).allSatisfy(room -> assertThat(people).containsAll(room.members()));
  }

  @Test
  void letsOnlyMembersSpeakAndReactToWhatWasSaid() {
    var said = new HashMap<String, String>();
    Stream.concat(script.lines().stream(), script.talk().stream())
        .forEach(line -> {
          String room = line.say() == null ? said.get(line.react()) : line.in();
          assertThat(rooms).as(line.toString()).containsKey(room);
          assertThat(rooms.get(room).members()).as(line.toString()).contains(line.who());
          assertThat(line.reply() == null || room.equals(said.get(line.reply())))
              .as(line.toString())
              .isTrue();
          note(said, line);
        });
  }

  private static void note(Map<String, String> said, Line line) {
    if (line.say() != null) {
      said.put("@last", line.in());
      said.put(String.valueOf(line.key()), line.in());
    }
  }

  @Test
  void bringsItsFiles() {
    assertThat(script.lines().stream().filter(line -> line.file() != null))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(Script.resource(line.file())).isNotEmpty());
  }
}
