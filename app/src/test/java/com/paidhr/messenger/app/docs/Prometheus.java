package com.paidhr.messenger.app.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The machine's own Prometheus, which asks one node every second and knows our rules. */
final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENS = Pattern.compile("msg=\"Listening on\".* address=(\\S+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final String address;

  private Prometheus(Path program, Path folder, URI node, Path rules) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs:
          - job_name: messenger
            static_configs: [{targets: ['%s']}]
        """
            .formatted(rules, node.getAuthority()));
    log = folder.resolve("log");
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    address =
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::listens, a -> !a.isEmpty());
  }

  /** Where the program is; empty where it is not installed. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Prometheus start(Path folder, URI node, Path rules) throws IOException {
    return new Prometheus(installed().orElseThrow(), folder, node, rules);
  }

  /** The answer of its API, as it is. */
  JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it answers to a question, now. */
  JsonNode ask(String question) {
    return get("/api/v1/query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
  }

  private String listens() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus ended: " + Files.readString(log));
    }
    Matcher matcher = LISTENS.matcher(Files.readString(log));
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
