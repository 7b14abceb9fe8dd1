package com.paidhr.messenger.shared.redis;

import java.util.Set;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a reply says about the server rather than about the command. */
public final class PipedReply {
  private static final Set<String> OUTAGES =
      Set.of(
          "BUSY",
          "CLUSTERDOWN",
          "LOADING",
          "MASTERDOWN",
          "MISCONF",
          "NOREPLICAS",
          "OOM",
          "READONLY",
          "TRYAGAIN",
          "UNBLOCKED");

  private PipedReply() {}

  /**
   * The reply to a piped command.
   *
   * @throws JedisConnectionException when its server of a cluster did not answer
   * @throws JedisDataException when it answered with an error
   */
  public static <T> T of(Response<T> response) {
    try {
      return response.get();
    } catch (IllegalStateException e) {
      throw new JedisConnectionException("A server of the cluster did not answer", e);
    }
  }

  /**
   * Whether the server could not do anything of the kind just now: it has no more memory, loads its
   * file, lost its place as a master, or its cluster is incomplete. Later it can.
   */
  public static boolean isOutage(JedisDataException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf(' ');
    return OUTAGES.contains(end < 0 ? message : message.substring(0, end))
        || message.contains("-OOM ")
        || message.contains("-READONLY ")
        || message.contains("-MISCONF ");
  }
}
