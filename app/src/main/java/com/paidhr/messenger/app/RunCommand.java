package com.paidhr.messenger.app;

import com.paidhr.messenger.app.health.StartupCheck;
import com.paidhr.messenger.app.log.LogSettings;
import com.paidhr.messenger.app.log.LogSetup;
import com.paidhr.messenger.app.settings.SecretFiles;
import com.paidhr.messenger.identity.FirstAdministrator;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.rest.ManagementSettings;
import com.paidhr.messenger.shared.tls.ServerCertificate;
import io.helidon.microprofile.server.Server;
import io.helidon.microprofile.server.ServerCdiExtension;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.Startup;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service and stays until it is stopped. */
@Command(name = "run", description = "Start the service.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Place SERVER = new Place("server.host", "--port");
  private static final Place MANAGEMENT =
      new Place(ManagementSettings.HOST, ManagementSettings.PORT);

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

  /** Where something listens: the setting of its address, and what chooses its port. */
  private record Place(String host, String port) {}

  @Override
  public Integer call() {
    DataFolder.name(data);
    new SecretFiles().check();
    LogSetup.apply(LogSettings.read(new Settings()));
    PrintStream out = System.out;
    int wanted = wantedPort();
    requireFree(host(), wanted, SERVER);
    DataFolder folder = DataFolder.take(DataFolder.locate(data));
    ManagementSettings management = ManagementSettings.read(new Settings());
    management.port().ifPresent(own -> requireFree(management.host(), own, MANAGEMENT));
    Stores stores = openOrRelease(folder);
    // Whatever fails from here on: the end of the process closes HTTP first and the stores last.
    Server server = Server.builder().host(host()).port(wanted).build().start();
    if (server.port() <= 0) {
      throw new VerbFailedException("Port " + wanted + " of " + host() + " cannot be opened");
    }
    stores.show(CDI.current().select(MetricRegistry.class).get());
    out.println("Data: " + stores.inWords());
    administrator(folder).ifPresent(out::println);
    CDI.current().select(StartupCheck.class, Startup.Literal.INSTANCE).get().complete();
    StartNote.note(CDI.current().select(AuditLog.class).get(), ConfigProvider.getConfig());
    folder.keepAddress(url(server));
    managementUrl(management).ifPresent(own -> out.println("Metrics and health are at " + own));
    out.println("Messenger listens on " + url(server));
    out.flush();
    return 0;
  }

  private static Stores openOrRelease(DataFolder folder) {
    try {
      return Stores.open(folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private int wantedPort() {
    Config config = ConfigProvider.getConfig();
    String wanted =
        port != null
            ? port.toString()
            : config
                .getOptionalValue("server.port", String.class)
                .filter(value -> !value.isBlank())
                .orElse("8080");
    if (!wanted.strip().matches("[0-9]{1,5}") || Integer.parseInt(wanted.strip()) > 65_535) {
      throw Settings.refuse(
          "server.port", "must be a number from 0 to 65535, not \"" + wanted + "\"");
    }
    return Integer.parseInt(wanted.strip());
  }

  private static String host() {
    return ConfigProvider.getConfig()
        .getOptionalValue("server.host", String.class)
        .orElse("127.0.0.1");
  }

  /** Asks before anything is started, because the server only logs that it could not listen. */
  private static void requireFree(String host, int port, Place place) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      probe.getLocalPort();
    } catch (UnknownHostException e) {
      throw Settings.refuse(place.host, "is not an address of this machine: " + host);
    } catch (BindException e) {
      throw new VerbFailedException(
          "Port "
              + port
              + " of "
              + host
              + " cannot be used: "
              + e.getMessage()
              + ". Choose another with "
              + place.port
              + ", or 0 for a free one",
          e);
    } catch (IOException e) {
      throw new VerbFailedException("Port " + port + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Optional<String> administrator(DataFolder folder) {
    Config config = ConfigProvider.getConfig();
    String given = config.getOptionalValue(ADMIN_PASSWORD, String.class).orElse(null);
    var administrator = CDI.current().select(FirstAdministrator.class).get();
    return ensured(administrator, given)
        .map(password ->
            "Administrator: admin, password: "
                + password
                + " (kept in "
                + folder.keepAdminPassword(password)
                + ")");
  }

  private static Optional<String> ensured(
      FirstAdministrator administrator, @Nullable String given) {
    try {
      return administrator.ensure(given);
    } catch (DomainException refusal) {
      String reason =
          refusal.violations().stream()
              .map(Violation::detail)
              .findFirst()
              .orElse(String.valueOf(refusal.getMessage()));
      throw Settings.refuse(ADMIN_PASSWORD, "cannot be used: " + reason);
    }
  }

  private static Optional<String> managementUrl(ManagementSettings management) {
    if (management.port().isEmpty()) {
      return Optional.empty();
    }
    int port =
        CDI.current()
            .getBeanManager()
            .getExtension(ServerCdiExtension.class)
            .port(ManagementSettings.SOCKET);
    if (port <= 0) {
      throw new VerbFailedException("The port of metrics and health cannot be opened");
    }
    String host = management.host();
    return Optional.of("http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port);
  }

  private static String url(Server server) {
    String host = server.host().equals("0.0.0.0") ? "localhost" : server.host();
    boolean isSecure = CDI.current().select(ServerCertificate.class).get().isUsed();
    return (isSecure ? "https://" : "http://") + host + ":" + server.port();
  }
}
