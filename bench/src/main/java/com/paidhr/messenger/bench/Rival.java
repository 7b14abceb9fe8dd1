package com.paidhr.messenger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * BullMQ in a process of Node.js that is told what to do. The version is fixed; npm fetches it into
 * a temporary folder.
 */
final class Rival implements AutoCloseable {
  static final String VERSION = "6.7.0";

  private final Process process;
  private final BufferedReader answers;

  Rival(Path folder, int redisPort) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path script = Path.of(System.getProperty("messenger.bench", "bench"), "bullmq", "worker.mjs");
    Files.copy(script, folder.resolve("worker.mjs"));
    run(
        folder,
        "npm",
        "install",
        "--silent",
        "--no-fund",
        "--no-audit",
        "bullmq@" + VERSION,
        "ioredis@5.11.1");
    process =
        new ProcessBuilder("node", "worker.mjs", String.valueOf(redisPort))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader();
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(List.of(command) + " ended with " + code);
    }
  }

  /** Gives one command and returns the seconds that it took. */
  double tell(String command) throws IOException {
    return Double.parseDouble(ask(command));
  }

  /** How long single jobs take from being added to being worked on. */
  Samples dispatch(int times, int gapMillis) throws IOException {
    tell("open");
    Samples samples = new Samples();
    for (String millis : ask("dispatch " + times + " " + gapMillis).split(" ")) {
      samples.add((long) (Double.parseDouble(millis) * 1e6));
    }
    return samples;
  }

  private String ask(String command) throws IOException {
    var out = process.outputWriter();
    out.write(command + "\n");
    out.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("BullMQ's process ended at: " + command);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    process.destroy();
  }
}
