package com.paidhr.messenger.app;

import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A verb of the packaged application that is run to its end. */
record CommandLine(int code, String out) {

  /** Runs the verb with these additions to the environment; gives it two minutes. */
  static CommandLine run(Map<String, String> environment, String... words) {
    try {
      Path out = Files.createTempFile("messenger-verb", ".log");
      Process process = start(environment, out, words);
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            String.join(" ", words) + " does not end:\n" + Files.readString(out));
      }
      String text = Files.readString(out, StandardCharsets.UTF_8);
      Files.delete(out);
      return new CommandLine(process.exitValue(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs the verb in this JVM. */
  static CommandLine here(String... words) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    int code = Messenger.commandLine().setOut(out).setErr(out).execute(words);
    out.flush();
    return new CommandLine(code, text.toString());
  }

  /** Starts the verb and returns at once. */
  static Process start(Map<String, String> environment, Path out, String... words)
      throws IOException {
    var builder = new ProcessBuilder(RunningMessenger.command(words)).redirectErrorStream(true);
    builder.redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
