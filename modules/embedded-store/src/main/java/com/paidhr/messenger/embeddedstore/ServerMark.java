package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says which server process last wrote to a folder. When our process was killed, its
 * server lives a moment longer; two servers must never write to the same files.
 */
final class ServerMark {

  private static final Logger LOG = LoggerFactory.getLogger(ServerMark.class);
  private static final int PATIENCE_SECONDS = 3;

  private final Path file;

  ServerMark(Path folder) {
    this.file = folder.resolve("server.mark");
  }

  void set(ProcessHandle server) throws IOException {
    Files.writeString(FolderLock.privateFile(file), describe(server));
  }

  private static String describe(ProcessHandle server) {
    return server.pid()
        + " "
        + server.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
  }

  /** Waits for the end of the marked server and kills it when it does not come. */
  void awaitEnd() throws IOException {
    marked()
        .ifPresent(server -> {
          LOG.info("Waiting for process {}, which is still stopping", server.pid());
          if (!endsInTime(server)) {
            server.destroyForcibly();
            endsInTime(server);
          }
        });
  }

  private Optional<ProcessHandle> marked() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String mark = Files.readString(file);
    int space = mark.indexOf(' ');
    return space < 1
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(mark.substring(0, space)))
            .filter(server -> describe(server).equals(mark));
  }

  private static boolean endsInTime(ProcessHandle server) {
    try {
      server.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
