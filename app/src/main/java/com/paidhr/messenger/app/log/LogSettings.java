package com.paidhr.messenger.app.log;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * How the log is written.
 *
 * @param format lines for people or for machines
 * @param level what is told of this program's own doing
 * @param hasRequests whether there is a line for each request
 */
public record LogSettings(Format format, Level level, boolean hasRequests) {

  /** What a line looks like. */
  public enum Format {
    TEXT,
    JSON
  }

  /** From which importance on this program's own doing is told. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Reads the settings; the program does so before anything is started. */
  public static LogSettings read(Settings settings) {
    return new LogSettings(
        settings.choice("log.format", Format.TEXT, "Lines for people, or one JSON object a line."),
        settings.choice(
            "log.level", Level.INFO, "From which importance on the service's own doing is told."),
        settings.flag(
            "log.requests",
            false,
            "One line for each request: method, route, status, time, bytes, user, address; never a query, body or secret."));
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    LogSettings settings(Settings settings) {
      return LogSettings.read(settings);
    }
  }
}
