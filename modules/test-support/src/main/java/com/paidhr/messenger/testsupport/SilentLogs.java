package com.paidhr.messenger.testsupport;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every class of tests after which the log of a running service holds a secret. So the logs
 * of the whole suite are searched.
 */
public final class SilentLogs implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    RunningMessenger.requireSilence();
  }
}
