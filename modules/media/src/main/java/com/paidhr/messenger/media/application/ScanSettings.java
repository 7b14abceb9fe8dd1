package com.paidhr.messenger.media.application;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Where uploads are scanned.
 *
 * @param clamdHost the host of clamd, empty where nothing is scanned
 * @param clamdPort its TCP port
 * @param timeout how long one scan may take
 */
public record ScanSettings(String clamdHost, int clamdPort, Duration timeout) {

  /** The defaults: nothing is scanned. */
  public static final ScanSettings STANDARD = new ScanSettings("", 3_310, Duration.ofMinutes(2));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ScanSettings settings(Settings settings) {
      return new ScanSettings(
          settings.text(
              "media.scan.clamd-host",
              STANDARD.clamdHost,
              "Host of the clamd that scans uploads for viruses; without one they are not scanned."),
          settings.count(
              "media.scan.clamd-port", STANDARD.clamdPort, 1, 65_535, "TCP port of clamd."),
          settings.duration(
              "media.scan.timeout",
              STANDARD.timeout,
              Duration.ofMillis(100),
              Duration.ofMinutes(30),
              "How long the scan of one file may take before the answer is 503."));
    }
  }
}
