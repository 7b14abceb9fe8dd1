package com.paidhr.messenger.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/webhooks.md take a right signature, among others, and no wrong one. */
class WebhookGuideIT {
  private static final Path ROOT = Path.of(System.getProperty("messenger.root"));
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String WRONG = "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String BODY = "{\"test\": 2432232314}";

  @TempDir private Path folder;

  private static String snippet(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("docs/webhooks.md")))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .collect(Collectors.joining("\n"));
  }

  /** The program prints a line for each of its signatures. */
  private void assertVerifies(String... program) throws Exception {
    List<String> words =
        List.of(SECRET, ID, TIME, BODY, RIGHT, WRONG + " " + RIGHT, WRONG, "v1,", "");
    String[] all = Stream.concat(List.of(program).stream(), words.stream()).toArray(String[]::new);

    assertThat(Program.run(folder, all))
        .map(line -> line.equalsIgnoreCase("true"))
        .containsExactly(true, true, false, false, false);
  }

  @Test
  void verifiesInPython() throws Exception {
    assumeTrue(Program.isThere("python3", "--version"), "Python runs the snippet");
    String end =
        """

        import sys
        secret, id, time, body, *signatures = sys.argv[1:]
        for signature in signatures:
            print(verify(secret, id, time, signature, body))
        """;
    Path file = Files.writeString(folder.resolve("guide.py"), snippet("python") + end);

    assertVerifies("python3", file.toString());
  }

  @Test
  void verifiesInJavaScript() throws Exception {
    assumeTrue(Program.isThere("node", "--version"), "Node.js runs the snippet");
    String end =
        """
        const [secret, id, time, body, ...signatures] = process.argv.slice(2);
        signatures.forEach(one => console.log(verify(secret, id, time, one, body)));
        """;
    Path file = Files.writeString(folder.resolve("guide.mjs"), snippet("javascript") + end);

    assertVerifies("node", file.toString());
  }

  @Test
  void verifiesInJava() throws Exception {
    String program =
        """
        public class Guide {
          public static void main(String[] words) throws Exception {
            for (int i = 4; i < words.length; i++) {
              System.out.println(verify(words[0], words[1], words[2], words[i], words[3]));
            }
          }
        """
            + snippet("java")
            + "}";
    Path file = Files.writeString(folder.resolve("Guide.java"), program);

    assertVerifies(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), file.toString());
  }
}
