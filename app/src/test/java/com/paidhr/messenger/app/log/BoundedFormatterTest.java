package com.paidhr.messenger.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class BoundedFormatterTest {
  private final BoundedFormatter formatter = new BoundedFormatter();

  @Test
  void keepsAMessageOnItsLineAndItsControlCharactersFromTheTerminal() {
    String line = formatter.format(record("a\nb\u001b[31m\u202ec"));

    assertThat(line).endsWith("a\\u000ab\\u001b[31m\\u202ec\n").containsOnlyOnce("\n");
  }

  @Test
  void cutsOffWhatNobodyReads() {
    String line = formatter.format(record("x".repeat(200_000)));

    assertThat(line).hasSizeLessThan(2_200).endsWith("… (198000 more characters)\n");
  }

  @Test
  void showsWhereAFailureComesFromWithoutLinesOfItsMessage() {
    LogRecord failed = record("failed");
    failed.setThrown(
        new IllegalStateException(
            "outer\nforged", new IllegalArgumentException("x".repeat(9_000))));

    assertThat(formatter.format(failed))
        .contains("IllegalStateException: outer\\u000aforged\n\tat ")
        .contains("Caused by: java.lang.IllegalArgumentException: xxx")
        .hasSizeLessThan(20_000);
  }

  private static LogRecord record(String message) {
    var logged = new LogRecord(Level.INFO, message);
    logged.setLoggerName("test");
    return logged;
  }
}
