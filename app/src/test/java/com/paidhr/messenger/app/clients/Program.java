package com.paidhr.messenger.app.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs. */
final class Program {
  private static final int LIMIT_SECONDS = 180;

  private Program() {}

  static boolean isThere(String... words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it printed, line by line; an end other than 0 fails the test. */
  static List<String> run(Path folder, String... words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(String.join(" ", words) + " hangs:\n" + Files.readString(output));
      }
      String printed = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", words) + " failed:\n" + printed);
      }
      return printed.lines().toList();
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
