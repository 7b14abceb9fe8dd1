package com.paidhr.messenger.app;

import io.helidon.microprofile.server.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service and stays until it is stopped. */
@Command(name = "run", description = "Start the service.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "0 picks a free one.")
  int port;

  @Override
  public Integer call() {
    System.setProperty("server.port", Integer.toString(port));
    Server server = Server.builder().build().start();
    System.out.println("Messenger listens on http://localhost:" + server.port());
    return 0;
  }
}
