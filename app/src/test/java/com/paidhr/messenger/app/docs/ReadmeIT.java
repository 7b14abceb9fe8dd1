package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README tells a newcomer to run, by the launcher, and compares what it promises. */
class ReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```(bash|text)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LISTENS = Pattern.compile("Messenger listens on \\S+:(\\d+)");
  private static final Path ROOT = Path.of(System.getProperty("messenger.root", ".."));

  @TempDir private Path folder;

  /** A fenced block: commands, or lines that the commands before it print. */
  record Block(String language, String text) {}

  @Test
  void keepsItsPromises() throws Exception {
    List<Block> blocks = blocks();
    assertThat(blocks.getFirst().text()).isEqualTo("./messenger run\n");
    Path log = folder.resolve("run.log");
    Process service = bash("exec ./messenger run", log, "0");
    try {
      String port =
          Awaitility.await()
              .atMost(Duration.ofSeconds(90))
              .until(() -> portIn(log), found -> !found.isEmpty() || !service.isAlive());
      assertThat(port).as(Files.readString(log)).isNotEmpty();

      String said = "";
      for (Block block : blocks.subList(1, blocks.size())) {
        if (block.language().equals("bash")) {
          said = output(block.text(), port);
        } else {
          assertPrinted(said, block.text());
        }
      }
    } finally {
      service.destroy();
      assertThat(service.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void staysShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(200);
  }

  private static List<Block> blocks() throws IOException {
    var blocks = new ArrayList<Block>();
    var matcher = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  private String output(String commands, String port) throws Exception {
    String here =
        commands
            .replace("localhost:8080", "localhost:" + port)
            .replace("data/admin-password", folder.resolve("data/admin-password").toString())
            .replace("flight.jsonl", folder.resolve("flight.jsonl").toString())
            .replace("./messenger import", "./messenger import --url http://localhost:" + port);
    Path out = folder.resolve("block.log");
    Process process = bash("set -euo pipefail\n" + here, out, port);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private Process bash(String script, Path out, String port) throws IOException {
    var builder = new ProcessBuilder("bash", "-c", script).directory(ROOT.toFile());
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(MESSENGER|MONGODB|REDIS)_.*"));
    builder.environment().put("MESSENGER_DATA", folder.resolve("data").toString());
    builder.environment().put("MESSENGER_SKIP_BUILD", "1");
    builder.environment().put("SERVER_PORT", port);
    return builder.start();
  }

  private static String portIn(Path log) throws IOException {
    var matcher = LISTENS.matcher(Files.exists(log) ? Files.readString(log) : "");
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void assertPrinted(String said, String promised) {
    for (String line : promised.lines().toList()) {
      String pattern =
          Pattern.compile("…")
              .splitAsStream(line)
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      assertThat(said).containsPattern(pattern + (line.endsWith("…") ? ".*" : ""));
    }
  }
}
