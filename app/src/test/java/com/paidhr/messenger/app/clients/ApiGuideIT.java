package com.paidhr.messenger.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The snippets of docs/api-guide.md in one language, put together as a reader would, print what the
 * page says. // #20
 */
class ApiGuideIT {
  private static final Path ROOT = Path.of(System.getProperty("messenger.root"));
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient user = messenger.newUser("guide");

  @TempDir private Path folder;

  private static String snippets(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("docs/api-guide.md")))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .collect(Collectors.joining("\n"));
  }

  private void assertPrints(Path where, String... words) throws Exception {
    String[] all =
        Stream.concat(
                Stream.of(words),
                Stream.of(messenger.url().toString(), user.username(), user.password()))
            .toArray(String[]::new);
    List<String> promised = snippets("text").lines().toList();

    assertThat(promised).hasSize(3);
    assertThat(Program.run(where, all)).isEqualTo(promised);
  }

  @Test
  void runsWithCurl() throws Exception {
    String start = "set -euo pipefail\nURL=$1 NAME=$2 PASSWORD=$3\n";
    Path script = Files.writeString(folder.resolve("guide.sh"), start + snippets("bash"));

    assertPrints(folder, "bash", script.toString());
  }

  @Test
  void runsInJava() throws Exception {
    var isImport = Pattern.compile("^import .*$", Pattern.MULTILINE);
    String java = snippets("java");
    String program =
        isImport.matcher(java).results().map(line -> line.group()).collect(Collectors.joining("\n"))
            + """

            public class Guide {
              public static void main(String[] words) throws Exception {
                String service = words[0];
                String username = words[1];
                String password = words[2];
            """
            + isImport.matcher(java).replaceAll("")
            + "}}";
    Path source = Files.writeString(folder.resolve("Guide.java"), program);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String machine = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertPrints(folder, machine, "-cp", classes, source.toString());
  }

  @Test
  void runsInTypeScript() throws Exception {
    assumeTrue(Program.isThere("node", "--version"), "Node.js runs the TypeScript client");
    Path client = ROOT.resolve("clients/typescript");
    Path guide = Files.createDirectories(client.resolve("target/guide"));
    String start =
        "declare const process: { argv: string[] };\n"
            + "const [service, username, password] = process.argv.slice(2);\n";
    Files.writeString(
        guide.resolve("guide.ts"),
        start + snippets("typescript").replace("'messenger-client'", "'../../src/index.js'"));
    Files.writeString(
        guide.resolve("tsconfig.json"),
        """
        {
          "extends": "../../tsconfig.json",
          "compilerOptions": { "rootDir": "../..", "outDir": "out", "declaration": false },
          "include": ["guide.ts"]
        }
        """);
    Path compiler = client.resolve("target/typescript/lib/tsc.js");
    Program.run(guide, "node", compiler.toString(), "--project", "tsconfig.json");

    assertPrints(guide, "node", "out/target/guide/guide.js");
  }
}
