package com.paidhr.messenger.shared.stores;

import com.mongodb.MongoException;
import com.paidhr.messenger.shared.Causes;
import com.paidhr.messenger.shared.RareLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/** Tells the log of stores that do not answer: of each a line now and then, however many ask. */
public final class StoreOutages {
  private static final Logger LOG = LoggerFactory.getLogger(StoreOutages.class);
  private static final int LONGEST = 300;
  private static final RareLine MONGO = new RareLine();
  private static final RareLine REDIS = new RareLine();
  private static final RareLine GUARD = new RareLine();

  private StoreOutages() {}

  /** The failure of a store behind this one that passes by itself, if there is one. */
  public static Optional<RuntimeException> behind(@Nullable Throwable failure) {
    return Causes.of(failure).stream()
        .filter(RuntimeException.class::isInstance)
        .map(RuntimeException.class::cast)
        .filter(StoreFailures::isTransient)
        .findFirst();
  }

  /** Says what was met, or counts it where that was said just now. */
  public static void tell(Throwable failure) {
    line(failure)
        .tell(untold -> {
          String what = failure.toString();
          LOG.warn(
              "A store does not answer: {} ({} more since the line before)",
              what.substring(0, Math.min(what.length(), LONGEST)),
              untold);
        });
  }

  private static RareLine line(Throwable failure) {
    return switch (failure) {
      case MongoException _ -> MONGO;
      case JedisException _ -> REDIS;
      default -> GUARD;
    };
  }
}
