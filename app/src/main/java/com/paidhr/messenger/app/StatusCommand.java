package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.client.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How a running service is. */
@Command(
    name = "status",
    description = "Say how a running service is: its health and its delivery queue.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      "0:it is ready and nothing is paused",
      Operator.REFUSED,
      Operator.WRONG_WORDS,
      "3:it is not ready, paused, or a breaker is open"
    })
final class StatusCommand implements Callable<Integer> {
  /** What is known of the health where it is told on a port of its own. */
  private static final JsonNode ELSEWHERE =
      JsonNodeFactory.instance.objectNode().put("status", "told on a port of its own");

  @Mixin private @Nullable Operator operator;

  @Override
  public Integer call() {
    Operator chosen = Objects.requireNonNull(operator);
    Participant admin = chosen.signIn();
    Service.Reply answer = admin.getAtOnce("/health");
    JsonNode health = answer.status() == 404 ? ELSEWHERE : answer.body();
    JsonNode queue = admin.get("/admin/queue").orFail("Asking for the queue", 200).body();
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.set("health", health);
    both.set("queue", queue);
    chosen.print(both, () -> tell(chosen, health, queue));
    boolean isFine =
        (health.equals(ELSEWHERE) || health.path("status").asText().equals("UP"))
            && !queue.path("paused").asBoolean()
            && Pages.stream(queue.path("breakers")).noneMatch(b -> b.asText().equals("OPEN"));
    return isFine ? 0 : Operator.FOUND_WRONG;
  }

  private static void tell(Operator operator, JsonNode health, JsonNode queue) {
    var out = operator.out();
    out.println(
        operator.address()
            + (health.equals(ELSEWHERE) ? ": health is " : " is ")
            + health.path("status").asText("unknown"));
    worst(health).forEach((name, status) -> out.println("  " + name + ": " + status));
    out.printf(
        "Queue: %s%d wait, %d in flight, %d delayed, %d dead letters, oldest %d ms%n",
        queue.path("paused").asBoolean() ? "paused, " : "",
        queue.path("depth").asLong(),
        queue.path("inFlight").asLong(),
        queue.path("delayed").asLong(),
        queue.path("dead").asLong(),
        queue.path("oldestAgeMs").asLong());
    queue
        .path("breakers")
        .properties()
        .forEach(breaker ->
            out.println("  breaker " + breaker.getKey() + ": " + breaker.getValue().asText()));
  }

  /** A check that several questions share shows once, as the worst of its answers. */
  private static Map<String, String> worst(JsonNode health) {
    Map<String, String> worst = new LinkedHashMap<>();
    health
        .path("checks")
        .forEach(check ->
            worst.merge(
                check.path("name").asText(),
                check.path("status").asText(),
                (known, other) -> known.equals("DOWN") ? known : other));
    return worst;
  }
}
