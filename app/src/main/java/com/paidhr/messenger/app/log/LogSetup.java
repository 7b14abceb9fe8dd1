package com.paidhr.messenger.app.log;

import com.paidhr.messenger.app.log.LogSettings.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the log as the settings want it. */
@ApplicationScoped
public class LogSetup {
  /** Kept, since the platform forgets the levels of loggers that nobody holds. */
  private static final Logger OURS = Logger.getLogger("com.paidhr.messenger");

  private final LogSettings settings;

  @Inject
  LogSetup(LogSettings settings) {
    this.settings = settings;
  }

  /** Once more, since the server reads the file of the log's configuration when it starts. */
  void begin(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object start) {
    apply(settings);
  }

  /** From now on lines are written so. */
  public static void apply(LogSettings settings) {
    ChosenFormatter.choose(
        settings.format() == Format.JSON ? new JsonFormatter() : new BoundedFormatter());
    OURS.setLevel(
        switch (settings.level()) {
          case DEBUG -> Level.FINE;
          case INFO -> Level.INFO;
          case WARN -> Level.WARNING;
          case ERROR -> Level.SEVERE;
        });
  }
}
