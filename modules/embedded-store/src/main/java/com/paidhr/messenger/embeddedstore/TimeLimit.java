package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The {@code maxTimeMS} of the command that this thread runs; 0 or absent is no limit. */
final class TimeLimit {
  private static final ScopedValue<Long> END = ScopedValue.newInstance();

  private TimeLimit() {}

  static Document of(Document command, Supplier<Document> run) {
    long millis = command.get("maxTimeMS") instanceof Number limit ? limit.longValue() : 0;
    if (millis <= 0) {
      return run.get();
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    return ScopedValue.where(END, end).call(run::get);
  }

  /**
   * Whoever reads many documents calls this for each.
   *
   * @throws MongoServerError MaxTimeMSExpired (50)
   */
  static void check() {
    if (END.isBound() && System.nanoTime() - END.get() > 0) {
      throw new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
    }
  }
}
