package com.paidhr.messenger.app.progress;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of progress. */
public final class Progress {
  private static final int WIDTH = 80;
  private static final int UPDATE_MILLIS = 500;

  private Progress() {}

  /** Work that says how far it is. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does it and tells {@code progress} how much of it is done. */
    void run(LongConsumer progress) throws E;
  }

  /** What is counted: things, or bytes that are shown as MiB. */
  public enum Unit {
    THINGS("", 1),
    BYTES(" MiB", 1 << 20);

    private final String name;
    private final long size;

    Unit(String name, long size) {
      this.name = name;
      this.size = size;
    }
  }

  /** Draws a bar at {@code target} while {@code work} of {@code size} is done. */
  public static <E extends Exception> void show(
      PrintStream target, String task, long size, Unit unit, Work<E> work) throws E {
    try (ProgressBar drawn =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(size)
            .setUnit(unit.name, unit.size)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(target, WIDTH))
            .build()) {
      work.run(drawn::stepTo);
    }
  }
}
