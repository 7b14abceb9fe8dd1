package com.paidhr.messenger.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Participant;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(
    name = "audit",
    description = "Check the audit log, or write it to a file.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

  @Command(
      name = "verify",
      description =
          "Check that no entry was changed or removed. Keep the number and hash that it prints"
              + " elsewhere: with them it also notices if the end is cut off.",
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

  @Command(
      name = "export",
      description =
          "Write the audit log as JSON Lines, one entry a line, the newest first, each with its"
              + " hash.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = Operator.EXIT_CODES,
      exitCodeList = {
        "0:all of it is written",
        "1:the service does not answer or refuses, or the file cannot be written",
        Operator.WRONG_WORDS
      })
  int export(
      @Mixin Operator operator,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "Only what was done then or later, as in 2026-11-30T08:00:00Z.")
          @Nullable String from,
      @Option(names = "--before", paramLabel = "TIME", description = "Only what was done before.")
          @Nullable String before,
      @Option(names = "--action", paramLabel = "ACTION", description = "Only this action.")
          @Nullable String action,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description =
                  "Where to; without it standard output. Replaced only when all of it has come.")
          @Nullable Path file)
      throws IOException {
    String query =
        "/admin/audit?limit=200"
            + parameter("from", from)
            + parameter("to", before)
            + parameter("action", action);
    Participant auditor = operator.signIn();
    if (file == null) {
      write(auditor, query, System.out);
      System.out.flush();
      return 0;
    }
    WholeFile.write(file, target -> write(auditor, query, target));
    operator.out().println("Written to " + file);
    return 0;
  }

  private static void write(Participant auditor, String query, OutputStream target)
      throws IOException {
    String cursor = "";
    do {
      JsonNode page = auditor.get(query + cursor).orFail("Reading the audit log", 200).body();
      for (JsonNode entry : page.path("items")) {
        target.write((entry + "\n").getBytes(UTF_8));
      }
      String next = page.path("next").asText("");
      cursor = page.path("next").isNull() ? "" : parameter("cursor", next);
    } while (!cursor.isEmpty());
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? "" : "&" + name + "=" + Pages.encode(value);
  }

  private static String words(JsonNode part) {
    String upTo =
        "up to number " + part.path("last").asLong() + ", hash " + part.path("hash").asText();
    return part.path("intact").asBoolean()
        ? "The audit log is as it was written, " + upTo
        : "The audit log is intact " + upTo + "; then: " + part.path("fault").asText();
  }
}
