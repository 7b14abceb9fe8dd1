package com.paidhr.messenger.app;

import com.paidhr.messenger.app.client.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A running service that a verb speaks to: the options that say which. */
final class KnownService {
  private static final URI USUAL_ADDRESS = URI.create("http://localhost:8080");
  private static final int CONNECT_MILLIS = 5_000;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The service; without it the one that runs on the data folder, or http://localhost:8080.")
  private @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where run kept the administrator's password, if it generated one.")
  private @Nullable Path data;

  /** The service's address, whether it answers or not. */
  URI address() {
    URI service =
        url != null ? url : DataFolder.address(DataFolder.locate(data)).orElse(USUAL_ADDRESS);
    if (service.getHost() == null || !String.valueOf(service.getScheme()).matches("https?")) {
      throw new VerbFailedException("--url must be an http or https address, not " + service);
    }
    return service;
  }

  Service answering() {
    requireAnswer();
    return new Service(address());
  }

  /** The administrator's password: from the settings, or what {@code run} kept. */
  String adminPassword() {
    Path folder = DataFolder.locate(data);
    return ConfigProvider.getConfig()
        .getOptionalValue(RunCommand.ADMIN_PASSWORD, String.class)
        .or(() -> DataFolder.adminPassword(folder))
        .orElseThrow(() ->
            new VerbFailedException(
                "The administrator's password is not known: set MESSENGER_ADMIN_PASSWORD, or name with --data the folder of a run that generated it (none is kept in "
                    + folder
                    + ")"));
  }

  /** Later on the service may be away for a while; one that was never there is said at once. */
  void requireAnswer() {
    URI service = address();
    int port =
        service.getPort() < 0 ? "https".equals(service.getScheme()) ? 443 : 80 : service.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(service.getHost(), port), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new VerbFailedException(
          "No service answers at "
              + service
              + " ("
              + e.getMessage()
              + "): start one with ./messenger run, or name it with --url",
          e);
    }
  }
}
