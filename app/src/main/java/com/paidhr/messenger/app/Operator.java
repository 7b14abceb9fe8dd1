package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Participant;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** As whom a verb speaks to the service, and how it tells what came of it. */
final class Operator {
  static final String EXIT_CODES = "Exit codes:%n";
  static final String DONE = "0:done";
  static final String REFUSED = "1:the service does not answer, or refuses";
  static final String WRONG_WORDS = "2:the words are wrong";

  /** The exit code where something that was asked about is not as it should be. */
  static final int FOUND_WRONG = 3;

  /** In the environment MESSENGER_PASSWORD. */
  static final String PASSWORD = "messenger.password";

  /** In the environment MESSENGER_CODE. */
  private static final String CODE = "messenger.code";

  private static final String ADMIN = "admin";

  @Mixin private @Nullable KnownService service;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = ADMIN,
      description =
          "As whom; ${DEFAULT-VALUE} if not given. Another user's password is read from MESSENGER_PASSWORD,"
              + " the code of a second factor from MESSENGER_CODE.")
  private String user = ADMIN;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  URI address() {
    return known().address();
  }

  Participant signIn() {
    String code = ConfigProvider.getConfig().getOptionalValue(CODE, String.class).orElse(null);
    return Participant.signIn(known().answering(), user, password(), code);
  }

  private KnownService known() {
    return Objects.requireNonNull(service);
  }

  private String password() {
    return user.equals(ADMIN)
        ? known().adminPassword()
        : ConfigProvider.getConfig()
            .getOptionalValue(PASSWORD, String.class)
            .orElseThrow(() ->
                new VerbFailedException(
                    "The password of " + user + " is not known: set MESSENGER_PASSWORD"));
  }

  PrintWriter out() {
    return Objects.requireNonNull(mixee).commandLine().getOut();
  }

  /** Prints the answer as it came where JSON is wanted, else what the text makes of it. */
  void print(JsonNode answer, Runnable text) {
    if (json) {
      out().println(answer.toPrettyString());
    } else {
      text.run();
    }
    out().flush();
  }
}
