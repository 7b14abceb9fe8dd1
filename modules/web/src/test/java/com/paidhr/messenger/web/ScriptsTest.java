package com.paidhr.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the pages' scripts, in Node.js where the machine has it. */
class ScriptsTest {
  private static final Path TESTS = Path.of("src/test/js").toAbsolutePath();
  private static final Path PAGES = Path.of("target/classes/com/paidhr/messenger/web/pages");
  private static final int FIRST_WITH_TESTS = 20;

  @Test
  void passTheirOwnTests() throws Exception {
    assumeTrue(
        nodeVersion() >= FIRST_WITH_TESTS, "Node.js 20 is not there: scripts are not tested");

    List<String> command;
    try (var files = Files.list(TESTS)) {
      command =
          Stream.concat(
                  Stream.of("node", "--test"),
                  files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted())
              .toList();
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PAGES", PAGES.toAbsolutePath().toString());
    Process node = builder.start();
    String output = new String(node.getInputStream().readAllBytes());

    assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(node.exitValue()).as(output).isZero();
    assertThat(output).containsPattern("# pass [1-9]");
  }

  private static int nodeVersion() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      String version = new String(node.getInputStream().readAllBytes()).strip();
      return node.waitFor() == 0 ? Integer.parseInt(version.substring(1).split("\\.")[0]) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
