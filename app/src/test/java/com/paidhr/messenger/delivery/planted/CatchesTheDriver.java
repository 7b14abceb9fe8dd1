package com.paidhr.messenger.delivery.planted;

import redis.clients.jedis.exceptions.JedisException;

/** A use case that knows a failure by the driver's name. */
public final class CatchesTheDriver {
  private CatchesTheDriver() {}

  /** Whether the command was carried out. */
  public static boolean done(Runnable command) {
    try {
      command.run();
      return true;
    } catch (JedisException _) {
      return false;
    }
  }
}
