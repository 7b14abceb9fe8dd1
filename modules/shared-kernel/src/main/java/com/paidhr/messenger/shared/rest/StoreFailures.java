package com.paidhr.messenger.shared.rest;

import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Tells failures of a store that pass by themselves, such as an election, an interrupted command or
 * a server that is starting, from those that mean a fault in this program.
 */
final class StoreFailures {
  /**
   * MongoDB's codes of what may succeed when tried again: host unreachable, not found or timed out,
   * lock timeout, lock busy, limit of time, write concern, shutdown, network, failed read
   * preference, time-outs of the cluster, snapshot and write conflicts, interruptions, stepping
   * down, not primary, recovering.
   */
  private static final Set<Integer> PASSING =
      Set.of(
          6, 7, 24, 46, 50, 64, 89, 91, 112, 133, 134, 189, 202, 226, 237, 246, 262, 290, 317, 365,
          384, 402, 9001, 10058, 10107, 11600, 11601, 11602, 13388, 13435, 13436);

  private static final Set<String> REDIS_PASSING =
      Set.of(
          "LOADING",
          "READONLY",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "BUSY",
          "MISCONF",
          "NOREPLICAS");

  private StoreFailures() {}

  static boolean isPassing(Throwable failure) {
    return switch (failure) {
      case MongoTimeoutException _ -> true;
      case MongoSocketException _ -> true;
      case MongoServerUnavailableException _ -> true;
      case MongoNotPrimaryException _ -> true;
      case MongoNodeIsRecoveringException _ -> true;
      case MongoExecutionTimeoutException _ -> true;
      case MongoWriteConcernException _ -> true;
      case MongoCursorNotFoundException _ -> true;
      case MongoException e ->
          PASSING.contains(e.getCode())
              || e.hasErrorLabel("RetryableWriteError")
              || e.hasErrorLabel("TransientTransactionError");
      case JedisConnectionException _ -> true;
      case JedisClusterOperationException _ -> true;
      case JedisDataException e ->
          REDIS_PASSING.contains(String.valueOf(e.getMessage()).split(" ", 2)[0]);
      default -> false;
    };
  }
}
