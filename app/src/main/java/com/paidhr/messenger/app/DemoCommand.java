package com.paidhr.messenger.app;

import com.paidhr.messenger.app.demo.Demo;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a small organization live in a running service. */
@Command(
    name = "demo",
    description =
        "Let a small organization talk in a running service, so that the pages have something to show.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Mixin private @Nullable KnownService service;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long it talks; ${DEFAULT-VALUE} if not given.")
  private int minutes;

  @Option(
      names = "--pace",
      paramLabel = "X",
      defaultValue = "1",
      description = "How many times faster than people type; ${DEFAULT-VALUE} if not given.")
  private double pace;

  @Override
  public Integer call() {
    if (minutes < 0 || !(pace > 0)) {
      throw new VerbFailedException("--minutes must not be negative, and --pace must be above 0");
    }
    KnownService known = Objects.requireNonNull(service);
    known.requireAnswer();
    new Demo(System.out, pace)
        .play(known.address(), known.adminPassword(), Duration.ofMinutes(minutes));
    return 0;
  }
}
