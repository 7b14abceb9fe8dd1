package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import com.paidhr.messenger.streams.application.PresenceBoard;
import com.paidhr.messenger.streams.application.PresenceBoard.Change;
import com.paidhr.messenger.streams.application.PresenceBoard.Device;
import com.paidhr.messenger.streams.domain.Presence;
import com.paidhr.messenger.streams.domain.Presence.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code presence.lua}: sets devices of users and says how the users are. */
final class PresenceScript {
  private static final LuaScript SCRIPT = LuaScript.beside(PresenceScript.class, "presence.lua");
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String NONE = "";

  private PresenceScript() {}

  /** What the change of each device means, in their order; what a server does not answer is new. */
  static List<Change> set(UnifiedJedis redis, Collection<Device> devices) {
    return run(
        redis,
        devices.stream()
            .map(device -> call(device.user(), device.name(), device.state().text()))
            .toList());
  }

  /** How users are, in their order. */
  static List<Presence> look(UnifiedJedis redis, Collection<UserId> users) {
    return run(redis, users.stream().map(user -> call(user, NONE, NONE)).toList()).stream()
        .map(Change::now)
        .toList();
  }

  private static Call call(UserId user, String device, String state) {
    return Call.of(
        List.of(StreamKeys.presence(user)),
        List.of(device, state, PresenceBoard.LIFE.toMillis(), KEPT.toSeconds()));
  }

  private static List<Change> run(UnifiedJedis redis, List<Call> calls) {
    List<Change> changes = new ArrayList<>(calls.size());
    for (@Nullable Object reply : SCRIPT.runAll(redis, calls)) {
      changes.add(
          reply instanceof List<?> parts ? change(parts) : new Change(Presence.UNKNOWN, false));
    }
    return changes;
  }

  private static Change change(List<?> parts) {
    State before = state(parts.get(0));
    State now = state(parts.get(1));
    long seen = parts.get(2) instanceof Long ms ? ms : 0;
    return new Change(
        new Presence(now, seen == 0 ? null : Instant.ofEpochMilli(seen)), now != before);
  }

  private static State state(@Nullable Object text) {
    String name =
        text instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.US_ASCII)
            : String.valueOf(text);
    return State.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
