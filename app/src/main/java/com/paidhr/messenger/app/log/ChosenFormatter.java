package com.paidhr.messenger.app.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Formats as {@link LogSetup} has chosen; the file of the log's configuration names this one. */
public final class ChosenFormatter extends Formatter {
  private static volatile Formatter chosen = new BoundedFormatter();

  static void choose(Formatter formatter) {
    chosen = formatter;
  }

  @Override
  public String format(LogRecord logged) {
    return chosen.format(logged);
  }
}
