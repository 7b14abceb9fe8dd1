package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.config.Settings;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.HttpRouting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where metrics and health are told.
 *
 * @param port of their own, 0 for a free one; empty for the port of the API
 * @param host the address to listen on
 */
public record ManagementSettings(Optional<Integer> port, String host) {
  /** The name of the server's second socket. */
  public static final String SOCKET = "management";

  /** The setting that names the port. */
  public static final String PORT = "server.management.port";

  /** The setting that names the address. */
  public static final String HOST = "server.management.host";

  private static final int HIGHEST = 65_535;

  /**
   * The requests where metrics and health are. The socket of their own is made before by an
   * observer of {@code PLATFORM_BEFORE}.
   */
  public HttpRouting.Builder routing(ServerCdiExtension server) {
    return port.isPresent()
        ? server.serverNamedRoutingBuilder(SOCKET)
        : server.serverRoutingBuilder();
  }

  /** Whether this path is answered there: metrics, health, and the root, where proxies ask. */
  static boolean has(String path) {
    return path.equals(HeadAnyway.METRICS)
        || path.equals("/health")
        || path.startsWith("/health/")
        || path.equals("/");
  }

  /** Reads the settings. */
  public static ManagementSettings read(Settings settings) {
    return new ManagementSettings(
        settings
            .text(
                PORT,
                "Port of /metrics and /health alone, without TLS, 0 for a free one; without it they"
                    + " are on the port of the API. Whole number, 0 to 65535.")
            .map(ManagementSettings::port),
        settings
            .text(HOST, "Address of that port; without it server.host.")
            .orElseGet(ManagementSettings::hostOfTheApi));
  }

  private static String hostOfTheApi() {
    return ConfigProvider.getConfig()
        .getOptionalValue("server.host", String.class)
        .orElse("127.0.0.1");
  }

  private static Integer port(String text) {
    String digits = text.strip();
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > HIGHEST) {
      throw Settings.refuse(PORT, "must be a number from 0 to 65535, not \"" + text + "\"");
    }
    return Integer.valueOf(digits);
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ManagementSettings settings(Settings settings) {
      return read(settings);
    }
  }
}
