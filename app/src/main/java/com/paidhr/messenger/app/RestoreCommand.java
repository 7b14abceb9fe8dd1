package com.paidhr.messenger.app;

import com.paidhr.messenger.app.progress.Progress;
import com.paidhr.messenger.embeddedstore.StoreSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a backup. */
@Command(
    name = "restore",
    description =
        "Make a data folder of a file that backup wrote. Every record is checked before the folder is there;"
            + " nothing is ever overwritten.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      Operator.DONE,
      "1:the file is no whole backup, or the folder holds something already",
      Operator.WRONG_WORDS
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What backup wrote.")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder to make; ./data without it. It must be empty or not there.")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = DataFolder.locate(data);
    requireEmpty(folder);
    Path unchecked = folder.resolveSibling(folder.getFileName() + ".restoring");
    delete(unchecked);
    long documents;
    try (ZipFile backup = Backup.open(Objects.requireNonNull(file))) {
      Progress.show(
          System.err,
          "Restoring",
          Backup.bytes(backup),
          Progress.Unit.BYTES,
          progress -> Backup.extract(backup, unchecked, progress));
      documents = StoreSnapshot.check(unchecked.resolve(DataFolder.DOCUMENTS));
      Files.deleteIfExists(folder);
      Files.move(unchecked, folder);
    } finally {
      delete(unchecked);
    }
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%s has %,d documents. Start it with: ./messenger run --data %s",
                folder,
                documents,
                folder));
    return 0;
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new VerbFailedException(
              folder + " holds something already: name an empty or a new folder with --data");
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> inside;
      try (var files = Files.walk(folder)) {
        inside = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : inside) {
        Files.delete(path);
      }
    }
  }
}
