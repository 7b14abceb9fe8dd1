package com.paidhr.messenger.embeddedstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with our class path, whose standard output is read line by line. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return new ChildJvm(launch(command(main, arguments)));
  }

  /** As {@link #start}, in a shell that first runs {@code setup}. */
  static ChildJvm startAfter(String setup, Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", setup + "; exec \"$@\"", "child"));
    command.addAll(command(main, arguments));
    return new ChildJvm(launch(command));
  }

  private static List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Process launch(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The next line, or null at the end. */
  @SuppressWarnings("NullAway") // The end is what the callers wait for.
  String readLine() throws IOException {
    return out.readLine();
  }

  /** All whole lines until the process ends. */
  List<String> readToEnd() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Kills the process with SIGKILL and waits for its end. */
  void kill() throws InterruptedException {
    // Killing by the handle leaves the output readable.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
