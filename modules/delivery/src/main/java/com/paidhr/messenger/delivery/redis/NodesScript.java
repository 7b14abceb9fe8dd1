package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Nodes.Description;
import com.paidhr.messenger.delivery.domain.Nodes.Node;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code nodes.lua}: says that a node is there, and looks who is. */
final class NodesScript {
  private static final LuaScript SCRIPT = LuaScript.beside(NodesScript.class, "nodes.lua");

  private NodesScript() {}

  /** Says that a node is there. */
  static void meet(UnifiedJedis redis, Description node, Duration forgottenAfter) {
    run(redis, node.name(), said(node), forgottenAfter);
  }

  /** Those that are there, by name. */
  static List<Node> look(UnifiedJedis redis, Duration forgottenAfter) {
    List<?> reply = run(redis, "", "", forgottenAfter);
    long now = (Long) reply.getFirst();
    List<Node> nodes = new ArrayList<>();
    for (int i = 1; i < reply.size(); i += 2) {
      nodes.add(node(text(reply.get(i)), text(reply.get(i + 1)), now));
    }
    nodes.sort(Comparator.comparing(node -> node.description().name()));
    return nodes;
  }

  private static List<?> run(UnifiedJedis redis, String name, String said, Duration forgotten) {
    return (List<?>)
        SCRIPT.run(
            redis, Call.of(List.of(RedisKeys.nodes()), List.of(name, said, forgotten.toMillis())));
  }

  private static String said(Description node) {
    return node.startedAt().toEpochMilli() + "|" + (node.workers() ? 1 : 0) + "|" + node.version();
  }

  private static Node node(String name, String value, long now) {
    String[] part = value.split("\\|", 4);
    long seen = Long.parseLong(part[0]);
    return new Node(
        new Description(
            name, part[3], part[2].equals("1"), Instant.ofEpochMilli(Long.parseLong(part[1]))),
        Instant.ofEpochMilli(seen),
        Duration.ofMillis(Math.max(0, now - seen)));
  }

  private static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }
}
