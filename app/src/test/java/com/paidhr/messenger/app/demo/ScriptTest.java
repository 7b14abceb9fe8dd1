package com.paidhr.messenger.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.demo.Script.Line;
import com.paidhr.messenger.app.demo.Script.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
          assertThat(membersOf(room)).as(line.toString()).contains(line.who());
          if (line.reply() != null) {
            assertThat(said).as(line.toString()).containsEntry(line.reply(), room);
          }
          note(said, line);
        });
  }

  private List<String> membersOf(@Nullable String key) {
    Room room = rooms.get(key);
    return room == null ? List.of() : room.members();
  }

  private static void note(Map<String, String> said, Line line) {
    if (line.say() != null) {
      said.put("@last", line.in());
      said.put(String.valueOf(line.key()), line.in());
    }
  }

  @Test
  void bringsItsFiles() {
    List<String> files = script.lines().stream().map(Line::file).filter(Objects::nonNull).toList();

    assertThat(files)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(Script.resource(file)).isNotEmpty());
  }
}
