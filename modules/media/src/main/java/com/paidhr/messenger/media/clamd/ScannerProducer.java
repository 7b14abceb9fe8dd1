package com.paidhr.messenger.media.clamd;

import com.paidhr.messenger.media.application.ScanSettings;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.Scanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides clamd where one is configured, else nothing is scanned. */
@ApplicationScoped
class ScannerProducer {
  @Produces
  @Singleton
  Scanner scanner(ScanSettings settings) {
    return settings.clamdHost().isEmpty()
        ? bytes -> Scan.SKIPPED
        : new ClamdScanner(settings.clamdHost(), settings.clamdPort(), settings.timeout());
  }
}
