package com.paidhr.messenger.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A script by which a shell completes words. */
@Command(
    name = "completion",
    description =
        "Print a script by which bash and zsh complete verbs and options: source <(./messenger completion)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var own = Objects.requireNonNull(spec).commandLine();
    own.getOut().print(AutoComplete.bash("messenger", own.getParent()));
    own.getOut().flush();
    return 0;
  }
}
