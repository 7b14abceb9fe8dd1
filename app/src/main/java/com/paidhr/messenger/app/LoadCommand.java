package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.paidhr.messenger.app.load.Load;
import com.paidhr.messenger.app.load.Load.Outcome;
import com.paidhr.messenger.app.load.Load.Plan;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends messages to a running service at a steady rate. */
@Command(
    name = "load",
    description =
        "Send messages to a running service at a steady rate and say how soon it answers and delivers. Users"
            + " load-1, load-2 … and a group of theirs are made for it and stay. Rates of the service hold for"
            + " it, too: see limits.rate-factor.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {
      "0:every message was accepted, and the last one delivered",
      Operator.REFUSED,
      Operator.WRONG_WORDS,
      "3:some were not accepted or not delivered"
    })
final class LoadCommand implements Callable<Integer> {
  private static final int MOST_USERS = 1_000;
  private static final int MOST_SECONDS = 86_400;
  private static final int LONGEST_BODY = 10_000;
  private static final double MOST_PER_SECOND = 10_000;

  @Mixin private @Nullable KnownService service;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Messages a second; ${DEFAULT-VALUE} if not given.")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "For how long; ${DEFAULT-VALUE} if not given.")
  private int seconds;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many write, and receive what the others write; ${DEFAULT-VALUE} if not given.")
  private int users;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "100",
      description = "Characters of a message; ${DEFAULT-VALUE} if not given.")
  private int size;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    requireSane();
    KnownService known = Objects.requireNonNull(service);
    known.requireAnswer();
    var plan = new Plan(rate, seconds, users, size);
    Outcome outcome = Load.run(plan, known.address(), known.adminPassword(), System.err);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(json ? json(outcome).toPrettyString() : words(outcome));
    out.flush();
    return outcome.refused().isEmpty() && outcome.delivered().isPresent()
        ? 0
        : Operator.FOUND_WRONG;
  }

  private void requireSane() {
    require(rate > 0 && rate <= MOST_PER_SECOND, "--rate", "above 0 and at most 10,000");
    require(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds", "from 1 to 86,400");
    require(users >= 2 && users <= MOST_USERS, "--users", "from 2 to 1,000");
    require(size >= 1 && size <= LONGEST_BODY, "--size", "from 1 to 10,000");
  }

  private static void require(boolean holds, String option, String range) {
    if (!holds) {
      throw new VerbFailedException(option + " must be " + range);
    }
  }

  private String words(Outcome outcome) {
    String refused = outcome.refused().isEmpty() ? "" : "; not accepted: " + outcome.refused();
    return String.format(
        Locale.ROOT,
        "%,d messages to a group of %d in %d s%s%nAnswered after p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, at most %.1f ms%n%s",
        outcome.sent(),
        users,
        seconds,
        refused,
        millis(outcome, 50),
        millis(outcome, 90),
        millis(outcome, 99),
        millis(outcome, 100),
        outcome
            .delivered()
            .map(time -> "The last one was delivered " + time.toMillis() + " ms after its answer")
            .orElse("The last one was not delivered within a minute"));
  }

  private ObjectNode json(Outcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sent", outcome.sent());
    ObjectNode refused = node.putObject("refused");
    outcome.refused().forEach(refused::put);
    ObjectNode answered = node.putObject("answeredMs");
    for (int percentile : new int[] {50, 90, 99, 100}) {
      answered.put("p" + percentile, millis(outcome, percentile));
    }
    outcome
        .delivered()
        .ifPresentOrElse(
            time -> node.put("deliveredMs", time.toMillis()), () -> node.putNull("deliveredMs"));
    return node;
  }

  private static double millis(Outcome outcome, double percentile) {
    return outcome.micros().getValueAtPercentile(percentile) / 1_000.0;
  }
}
