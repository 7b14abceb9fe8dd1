package com.paidhr.messenger.app;

import com.paidhr.messenger.app.demo.Demo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a small organization live in a running service. */
@Command(
    name = "demo",
    description =
        "Let a small organization talk in a running service, so that the pages have something to show.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The service; ${DEFAULT-VALUE} if not given.")
  private URI url = URI.create("http://localhost:8080");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where run kept the administrator's password, if it generated one.")
  private @Nullable Path data;

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
    Path folder = DataFolder.locate(data);
    String password =
        ConfigProvider.getConfig()
            .getOptionalValue(RunCommand.ADMIN_PASSWORD, String.class)
            .or(() -> DataFolder.adminPassword(folder))
            .orElseThrow(() ->
                new VerbFailedException(
                    "The administrator's password is not known: start ./messenger run first, set MESSENGER_ADMIN_PASSWORD, or name the folder of a run with --data"));
    new Demo(System.out, pace).play(url, password, Duration.ofMinutes(minutes));
    return 0;
  }
}
