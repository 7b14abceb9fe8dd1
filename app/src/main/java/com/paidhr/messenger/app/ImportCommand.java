package com.paidhr.messenger.app;

import com.paidhr.messenger.app.transcript.Import;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replays a transcript through the API of a running service. */
@Command(
    name = "import",
    description = "Replay a transcript through the API of a running service; may be repeated.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "One JSON object a line: t, speaker, text.")
  private @Nullable Path file;

  @Mixin private @Nullable KnownService service;

  @Override
  public Integer call() {
    if (file == null) {
      throw new VerbFailedException("import needs a file");
    }
    KnownService known = Objects.requireNonNull(service);
    known.requireAnswer();
    return new Import(System.out, System.err).replay(file, known.address(), known.adminPassword())
        ? 0
        : 1;
  }
}
