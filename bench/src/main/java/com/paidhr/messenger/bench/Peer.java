package com.paidhr.messenger.bench;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.testsupport.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A service of another make that answers the same requests, in a process of its own over the given
 * stores. Its sources lie in {@code bench/peers}; npm fetches what its lockfile names into a
 * temporary folder.
 */
final class Peer implements AutoCloseable {
  private static final String READY = "listens on ";

  private final AtomicInteger names = new AtomicInteger();
  private final Process process;
  private final URI url;

  Peer(String name, Path folder, EmbeddedStore store, EmbeddedRedis redis)
      throws IOException, InterruptedException {
    Path sources = Path.of(System.getProperty("messenger.bench", "bench"), "peers", name);
    if (!Files.isDirectory(sources)) {
      throw new IllegalArgumentException("There is no peer in " + sources);
    }
    copy(sources, folder);
    run(folder, "npm", "ci", "--silent", "--no-fund", "--no-audit", "--ignore-scripts");
    run(folder, "npm", "run", "--silent", "build");
    ProcessBuilder start = new ProcessBuilder("node", "dist/main.js").directory(folder.toFile());
    start.environment().put("MONGODB_URL", store.connectionString() + "/peer");
    start.environment().put("REDIS_URL", redis.uri().toString());
    start.environment().put("PORT", "0");
    start.environment().put("NODE_ENV", "production");
    process = start.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    url = awaitUrl(process.inputReader());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = from.relativize(file);
        String first = relative.getName(0).toString();
        if (!first.equals("node_modules") && !first.equals("dist")) {
          Path copy = to.resolve(relative.toString());
          Files.createDirectories(copy.resolveSibling("."));
          Files.copy(file, copy);
        }
      }
    }
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(List.of(command) + " ended with " + code);
    }
  }

  private static URI awaitUrl(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return URI.create(line.substring(READY.length()));
      }
    }
    throw new IOException("The peer ended before it listened");
  }

  URI url() {
    return url;
  }

  ApiClient newUser() {
    return ApiClient.anonymous(() -> url)
        .signUp("member" + names.incrementAndGet(), "a-password-of-the-peer");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
