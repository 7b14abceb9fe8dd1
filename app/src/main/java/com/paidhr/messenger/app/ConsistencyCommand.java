package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.paidhr.messenger.app.client.Participant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Walks through the whole store and says what disagrees. */
@Command(
    name = "consistency",
    description = "Check that what is stored agrees with itself, and say what is held and by whom.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      "0:nothing disagrees",
      Operator.REFUSED,
      Operator.WRONG_WORDS,
      "3:something disagrees"
    })
final class ConsistencyCommand implements Callable<Integer> {
  @Mixin private @Nullable Operator operator;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONVERSATION",
      description = "Only this conversation; without one everything.")
  private @Nullable String conversation;

  @Override
  public Integer call() {
    Operator chosen = Objects.requireNonNull(operator);
    Participant admin = chosen.signIn();
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    var findings = whole.putArray("findings");
    var held = whole.putArray("held");
    String only = conversation == null ? "" : "&conversationId=" + Pages.encode(conversation);
    String cursor = "";
    long documents = 0;
    do {
      JsonNode piece = admin.get(query(only + cursor)).orFail("The check", 200).body();
      piece.path("findings").forEach(findings::add);
      piece.path("held").forEach(held::add);
      documents += piece.path("documents").asLong();
      JsonNode next = piece.path("next");
      cursor = next.isTextual() ? "&cursor=" + Pages.encode(next.asText()) : "";
    } while (!cursor.isEmpty());
    whole.put("documents", documents);
    chosen.print(whole, () -> tell(chosen, whole));
    return findings.isEmpty() ? 0 : Operator.FOUND_WRONG;
  }

  private static String query(String parameters) {
    return "/admin/consistency" + (parameters.isEmpty() ? "" : "?" + parameters.substring(1));
  }

  private static void tell(Operator operator, JsonNode whole) {
    var out = operator.out();
    whole
        .path("findings")
        .forEach(finding ->
            out.printf(
                "%s %s: %s%n",
                finding.path("kind").asText(),
                finding.path("subject").asText(),
                finding.path("detail").asText()));
    whole
        .path("held")
        .forEach(one ->
            out.printf(
                "HELD %s %s by %s since %s%n",
                one.path("kind").asText(),
                one.path("subject").asText(),
                one.path("by").asText(),
                one.path("since").asText()));
    out.printf(
        "%d documents read, %d things disagree, %d are held%n",
        whole.path("documents").asLong(), whole.path("findings").size(), whole.path("held").size());
  }
}
