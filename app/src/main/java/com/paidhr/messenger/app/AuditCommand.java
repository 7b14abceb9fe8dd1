package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Participant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(
    name = "audit",
    description = "Check the audit log.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

  @Command(
      name = "verify",
      description =
          "Check that no entry was changed or removed. Keep the number and hash that it prints elsewhere:"
              + " with them it also notices if the end is cut off.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = Operator.EXIT_CODES,
      exitCodeList = {
        "0:the log is as it was written",
        Operator.REFUSED,
        Operator.WRONG_WORDS,
        "3:an entry was changed or removed"
      })
  int verify(
      @Mixin Operator operator,
      @Option(
              names = "--after",
              paramLabel = "NUMBER",
              description = "An entry that is known, with --hash.")
          @Nullable Long after,
      @Option(names = "--hash", paramLabel = "HASH", description = "The hash of that entry.")
          @Nullable String hash) {
    Participant auditor = operator.signIn();
    String query =
        after == null && hash == null
            ? ""
            : "?after=" + after + "&hash=" + Pages.encode(String.valueOf(hash));
    JsonNode part;
    do {
      part = auditor.get("/admin/audit/verify" + query).orFail("The check", 200).body();
      query = "?after=" + part.path("last").asLong() + "&hash=" + part.path("hash").asText();
    } while (part.path("intact").asBoolean() && !part.path("complete").asBoolean());
    JsonNode last = part;
    operator.print(last, () -> operator.out().println(words(last)));
    return last.path("intact").asBoolean() ? 0 : Operator.FOUND_WRONG;
  }

  private static String words(JsonNode part) {
    String upTo =
        "up to number " + part.path("last").asLong() + ", hash " + part.path("hash").asText();
    return part.path("intact").asBoolean()
        ? "The audit log is as it was written, " + upTo
        : "The audit log is intact " + upTo + "; then: " + part.path("fault").asText();
  }
}
