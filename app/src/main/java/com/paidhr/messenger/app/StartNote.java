package com.paidhr.messenger.app;

import com.paidhr.messenger.app.settings.SettingsInForce;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes a start in the audit log, with every setting that was set, without its secrets. So the log
 * says which settings were in force when something was done.
 */
final class StartNote {
  static final String ACTION = "service.started";

  private static final Logger LOG = LoggerFactory.getLogger(StartNote.class);

  private StartNote() {}

  static void note(AuditLog audit, Config config) {
    String settings =
        SettingsInForce.of(config).stream()
            .filter(SettingsInForce.InForce::isSet)
            .map(setting -> setting.name() + "=" + setting.value())
            .collect(Collectors.joining("\n"));
    String version =
        Objects.requireNonNullElse(
            StartNote.class.getPackage().getImplementationVersion(), "unknown");
    try {
      audit.note(
          AuditEntry.of(null, ACTION).with(Map.of("version", version, "settings", settings)));
    } catch (DomainException e) {
      LOG.warn("The start could not be noted in the audit log: {}", e.getMessage());
    }
  }
}
