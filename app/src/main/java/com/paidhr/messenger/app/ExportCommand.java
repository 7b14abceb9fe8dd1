package com.paidhr.messenger.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a conversation into a file. */
@Command(
    name = "export",
    description =
        "Write what a user sees of a conversation as JSON Lines. Administrators see no more than others;"
            + " --user says whose view it is.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      "0:all of it is written",
      "1:the service does not answer or refuses, or the file cannot be written",
      Operator.WRONG_WORDS
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private @Nullable Operator operator;

  @Parameters(paramLabel = "CONVERSATION", description = "The conversation's id.")
  private @Nullable String conversation;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to; without it standard output. Replaced only when all of it has come.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    Operator chosen = Objects.requireNonNull(operator);
    String path =
        "/messages/export?conversationId=" + Pages.encode(Objects.requireNonNull(conversation));
    var reader = chosen.signIn();
    if (file == null) {
      reader.download(path, System.out);
      System.out.flush();
      return 0;
    }
    WholeFile.write(file, target -> reader.download(path, target));
    chosen.out().println("Written to " + file);
    return 0;
  }
}
