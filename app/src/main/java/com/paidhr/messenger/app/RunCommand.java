package com.paidhr.messenger.app;

import com.paidhr.messenger.app.health.StartupCheck;
import com.paidhr.messenger.identity.FirstAdministrator;
import io.helidon.microprofile.server.Server;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service and stays until it is stopped. */
@Command(name = "run", description = "Start the service.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  static final String ADMIN_PASSWORD = "messenger.admin-password";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, 8080 if not given; 0 picks a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for everything that is kept; ./data if not given.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    PrintStream out = System.out;
    DataFolder folder = DataFolder.take(DataFolder.locate(data));
    Stores stores = openOrRelease(folder);
    try {
      Server server = start();
      out.println("Data: " + stores.inWords());
      administrator(folder).ifPresent(out::println);
      CDI.current().select(StartupCheck.class, Startup.Literal.INSTANCE).get().complete();
      out.println("Messenger listens on " + url(server));
      out.flush();
      return 0;
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  private static Stores openOrRelease(DataFolder folder) {
    try {
      return Stores.open(folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private Server start() {
    Config config = ConfigProvider.getConfig();
    int wanted =
        port != null ? port : config.getOptionalValue("server.port", Integer.class).orElse(8080);
    if (wanted < 0 || wanted > 65_535) {
      throw new VerbFailedException("The port must be a number from 0 to 65535, not " + wanted);
    }
    String host = config.getOptionalValue("server.host", String.class).orElse("127.0.0.1");
    requireFree(host, wanted);
    Server server = Server.builder().host(host).port(wanted).build().start();
    if (server.port() <= 0) {
      throw new VerbFailedException("Port " + wanted + " cannot be opened on " + host);
    }
    return server;
  }

  /** Helidon only logs a port that is in use and goes on without it, so this asks beforehand. */
  private static void requireFree(String host, int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new VerbFailedException(
          "The port is in use or not allowed: choose one with --port, or 0 for a free one");
    }
  }

  private static Optional<String> administrator(DataFolder folder) {
    Config config = ConfigProvider.getConfig();
    String given = config.getOptionalValue(ADMIN_PASSWORD, String.class).orElse(null);
    var administrator = CDI.current().select(FirstAdministrator.class).get();
    return administrator
        .ensure(given)
        .map(password ->
            "Administrator: admin, password: "
                + password
                + " (kept in "
                + folder.keepAdminPassword(password)
                + ")");
  }

  private static String url(Server server) {
    String host = server.host().equals("0.0.0.0") ? "localhost" : server.host();
    return "http://" + host + ":" + server.port();
  }
}
