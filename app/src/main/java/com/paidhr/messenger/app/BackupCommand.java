package com.paidhr.messenger.app;

import com.paidhr.messenger.app.progress.Progress;
import com.paidhr.messenger.embeddedstore.StoreSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the embedded document store into one file. */
@Command(
    name = "backup",
    description =
        "Copy a data folder with an embedded document store into one file, also while the service runs:"
            + " everything that was acknowledged before is in it. Whoever has the file can read all of it."
            + " Redis is not copied, since all that it holds is made anew.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      Operator.DONE,
      "1:there is no embedded document store, or the file cannot be written",
      Operator.WRONG_WORDS
    })
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The ZIP file; one that is there is replaced.")
  private @Nullable Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder; ./data without it.")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(file);
    Path folder = DataFolder.locate(data);
    try (var store = StoreSnapshot.of(folder.resolve(DataFolder.DOCUMENTS))) {
      Progress.show(
          System.err,
          "Backing up",
          store.bytes(),
          Progress.Unit.BYTES,
          progress -> WholeFile.write(target, out -> Backup.write(out, folder, store, progress)));
      Objects.requireNonNull(spec)
          .commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s has the %.1f MiB of %s in %.1f MiB",
                  target,
                  mebibytes(store.bytes()),
                  folder,
                  mebibytes(Files.size(target))));
    }
    return 0;
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}
