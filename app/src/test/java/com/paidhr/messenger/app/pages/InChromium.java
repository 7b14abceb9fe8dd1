package com.paidhr.messenger.app.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests in one Chromium; where it is not installed they are skipped, loudly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InChromium {
  Chromium chromium;

  @BeforeAll
  void startChromium() {
    assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed: pages are not tested");
    chromium = Chromium.start();
  }

  @AfterAll
  void stopChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
