package com.paidhr.messenger.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.paidhr.messenger.client.example.Hello;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Generated clients call every operation of the document once, against a running service. An
 * operation that is new in the document needs a call in each language.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationIT {
  private static final Path ROOT = Path.of(System.getProperty("messenger.root"));

  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("DELIVERY_MAX_ATTEMPTS", "1")
          .env("WEBHOOKS_MAX_ATTEMPTS", "1")
          .env("WEBHOOKS_ALLOW_HTTP", "true")
          .env("WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8")
          .start();
  private final DocumentedOperations operations =
      DocumentedOperations.of(ROOT.resolve("docs/openapi.yaml"));

  @AfterAll
  void stop() {
    messenger.close();
  }

  @Test
  void inJava() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());

    new JavaCalls(messenger.url(), messenger.adminPassword(), "java", seen::add).callAll();

    assertThat(operations.missingIn(seen)).isEmpty();
  }

  @Test
  void runsTheExampleInJava() throws Exception {
    ApiClient user = messenger.newUser("hello");

    Hello.main(new String[] {messenger.url().toString(), user.username(), user.password()});

    assertThat(user.get("/messages?q=hello").expect(200).items())
        .extracting(hit -> hit.at("/body").asText())
        .containsExactly("Hello, me");
  }

  @Test
  void inTypeScript() throws Exception {
    assumeTrue(Program.isThere("node", "--version"), "Node.js runs the TypeScript client");
    Path client = ROOT.resolve("clients/typescript");
    Path compiler = client.resolve("target/typescript/lib/tsc.js");
    Program.run(client, "node", compiler.toString(), "--project", "tsconfig.test.json");
    List<String> seen =
        Program.run(
            client,
            "node",
            "target/test/test/every-operation.js",
            messenger.url().toString(),
            messenger.adminPassword(),
            "typescript");

    assertThat(operations.missingIn(seen)).isEmpty();

    ApiClient user = messenger.newUser("hello");
    assertThat(
            Program.run(
                client,
                "node",
                "target/test/example/hello.js",
                messenger.url().toString(),
                user.username(),
                user.password()))
        .containsExactly("Arrived: Hello, me");
  }

  @Test
  void inPython() throws Exception {
    assumeTrue(
        Program.isThere("python3", "-c", "import pydantic, urllib3, dateutil"),
        "The generated Python client needs pydantic, urllib3 and dateutil");
    List<String> seen =
        Program.run(
            ROOT.resolve("clients/python"),
            "python3",
            "every_operation.py",
            messenger.url().toString(),
            messenger.adminPassword(),
            "python");

    assertThat(operations.missingIn(seen)).isEmpty();
  }
}
