package com.paidhr.messenger.app;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's command line. {@code ./messenger} finds a JDK, builds if needed and calls this. */
@Command(
    name = "messenger",
    description = "Self-hosted messaging backend.",
    subcommands = {
      RunCommand.class,
      ImportCommand.class,
      DemoCommand.class,
      LoadCommand.class,
      StatusCommand.class,
      UsersCommand.class,
      DeadLettersCommand.class,
      NetworkCommand.class,
      ConsistencyCommand.class,
      AuditCommand.class,
      ExportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ConfigCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Messenger {
  private Messenger() {}

  /**
   * Runs the verb and exits with 0 when it worked, 1 when it failed, 2 when the words were wrong, 3
   * when it found something wrong that it was to look for.
   */
  public static void main(String[] words) {
    // Before anything else: names of settings, of headers and of hosts have the same letters
    // everywhere.
    Locale.setDefault(Locale.ROOT);
    int code = commandLine().execute(words);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Messenger())
        .setExecutionExceptionHandler((failure, command, words) -> {
          command.getErr().println("messenger: " + FailureInWords.of(failure));
          return 1;
        });
  }
}
