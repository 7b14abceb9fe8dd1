package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Messages that could not be brought to a recipient. */
@Command(
    name = "dead-letters",
    description = "List, explain and replay messages that could not be delivered.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {Operator.DONE, Operator.REFUSED, Operator.WRONG_WORDS})
final class DeadLettersCommand {

  /** Which of them. */
  static final class Filter {
    @Option(
        names = "--cause",
        paramLabel = "CAUSE",
        description = "Only those with exactly this cause.")
    private @Nullable String cause;

    @Option(
        names = "--conversation",
        paramLabel = "ID",
        description = "Only those of this conversation.")
    private @Nullable String conversation;

    /** By the names that the API has for them. */
    Map<String, Object> given() {
      Map<String, Object> given = new LinkedHashMap<>();
      if (cause != null) {
        given.put("cause", cause);
      }
      if (conversation != null) {
        given.put("conversationId", conversation);
      }
      return given;
    }

    String query() {
      return given().entrySet().stream()
          .map(one -> "&" + one.getKey() + "=" + Pages.encode(one.getValue().toString()))
          .collect(Collectors.joining());
    }
  }

  @Command(name = "list", description = "List dead letters.", mixinStandardHelpOptions = true)
  int list(@Mixin Operator operator, @Mixin Filter filter) {
    var letters =
        Pages.all(operator.signIn(), "/admin/dead-letters?limit=200" + filter.query(), "The list");
    operator.print(
        letters,
        () -> {
          Table table = new Table("ID", "CAUSE", "ATTEMPTS", "FAILED AT", "STATE");
          letters.forEach(letter ->
              table.row(
                  letter.path("id").asText(),
                  letter.path("cause").asText(),
                  Integer.toString(letter.path("attempts").size()),
                  letter.path("failedAt").asText(),
                  letter.path("replaying").asBoolean() ? "replaying" : "dead"));
          table.print(operator.out());
        });
    return 0;
  }

  @Command(
      name = "explain",
      description = "Show every attempt of a dead letter, and its error.",
      mixinStandardHelpOptions = true)
  int explain(
      @Mixin Operator operator,
      @Parameters(paramLabel = "ID", description = "The dead letter.") String id) {
    JsonNode letter =
        operator
            .signIn()
            .get("/admin/dead-letters/" + Pages.encode(id))
            .orFail("Dead letter " + id, 200)
            .body();
    operator.print(
        letter,
        () -> {
          operator
              .out()
              .printf(
                  "Message %s was given up for %s at %s: %s%s%n",
                  letter.path("messageId").asText(),
                  letter.path("recipientId").asText("everybody"),
                  letter.path("failedAt").asText(),
                  letter.path("error").asText(),
                  letter.path("simulated").asBoolean() ? " (simulated)" : "");
          Table table = new Table("ATTEMPT", "AT", "WORKER", "OUTCOME", "MS", "ERROR");
          letter
              .path("attempts")
              .forEach(attempt ->
                  table.row(
                      attempt.path("number").asText(),
                      attempt.path("at").asText(),
                      attempt.path("worker").asText(),
                      attempt.path("outcome").asText(),
                      attempt.path("latencyMs").asText(),
                      attempt.path("error").asText("")));
          table.print(operator.out());
        });
    return 0;
  }

  @Command(
      name = "replay",
      description = "Try one dead letter again, or all that fit.",
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin Operator operator,
      @Parameters(
              arity = "0..1",
              paramLabel = "ID",
              description = "The dead letter; without one all that fit.")
          @Nullable String id,
      @Mixin Filter filter,
      @Option(names = "--dry-run", description = "Count them and do nothing.") boolean isDry,
      @Option(
              names = "--rate",
              paramLabel = "N",
              defaultValue = "50",
              description = "How many per second; ${DEFAULT-VALUE} if not given.")
          int rate) {
    Map<String, Object> wanted = filter.given();
    wanted.put("dryRun", isDry);
    wanted.put("rate", rate);
    String path =
        id == null
            ? "/admin/dead-letters/replay"
            : "/admin/dead-letters/" + Pages.encode(id) + "/replay";
    JsonNode result =
        operator
            .signIn()
            .post(path, id == null ? wanted : Map.of())
            .orFail("The replay", 200, 202)
            .body();
    operator.print(
        result,
        () ->
            operator
                .out()
                .printf(
                    "%d fit, %d are being tried again%n",
                    result.path("matching").asLong(), result.path("replayed").asLong()));
    return 0;
  }
}
