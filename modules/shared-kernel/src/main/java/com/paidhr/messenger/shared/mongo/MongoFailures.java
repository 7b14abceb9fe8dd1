package com.paidhr.messenger.shared.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.bulk.BulkWriteError;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells failures of the document store that pass by themselves, such as an election or an
 * interrupted command, from those that mean a fault in this program.
 */
public final class MongoFailures {
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

  /** MongoDB's code for a disk without room. */
  private static final int OUT_OF_DISK_SPACE = 14031;

  private MongoFailures() {}

  /** Whether the store has no room: it refuses writes, and takes them again when there is room. */
  public static boolean isFull(MongoException failure) {
    return codes(failure).contains(OUT_OF_DISK_SPACE);
  }

  /** Whether the same may succeed when it is tried again. */
  public static boolean isPassing(MongoException failure) {
    return switch (failure) {
      case MongoTimeoutException _ -> true;
      case MongoInterruptedException _ -> true;
      case MongoSocketException _ -> true;
      case MongoServerUnavailableException _ -> true;
      case MongoConnectionPoolClearedException _ -> true;
      case MongoStalePrimaryException _ -> true;
      case MongoNotPrimaryException _ -> true;
      case MongoNodeIsRecoveringException _ -> true;
      case MongoExecutionTimeoutException _ -> true;
      case MongoWriteConcernException _ -> true;
      case MongoCursorNotFoundException _ -> true;
      case MongoBulkWriteException bulk ->
          bulk.getWriteConcernError() != null
              || codes(bulk).stream().anyMatch(PASSING::contains)
              || isLabelled(bulk);
      default -> PASSING.contains(failure.getCode()) || isLabelled(failure);
    };
  }

  /** The server's codes: of a bulk write those of its errors. */
  public static Set<Integer> codes(MongoException failure) {
    return failure instanceof MongoBulkWriteException bulk
        ? bulk.getWriteErrors().stream().map(BulkWriteError::getCode).collect(Collectors.toSet())
        : Set.of(failure.getCode());
  }

  private static boolean isLabelled(MongoException failure) {
    return failure.hasErrorLabel("RetryableWriteError")
        || failure.hasErrorLabel("TransientTransactionError");
  }
}
