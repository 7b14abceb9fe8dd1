package com.paidhr.messenger.shared.stores;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.mongo.MongoFailures;
import com.paidhr.messenger.shared.redis.RedisFailures;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/** Tells failures of the stores apart for those who must not know the drivers. */
public final class StoreFailures {
  /** MongoDB's codes of a store that lets nobody in: no command is at fault. */
  private static final Set<Integer> LETS_NOBODY_IN = Set.of(13, 18);

  private StoreFailures() {}

  /** Whether a store or a guard failed rather than what was asked of it. */
  public static boolean isTransient(RuntimeException e) {
    return switch (e) {
      case FaultToleranceException _ -> true;
      case DomainException refusal -> refusal.type() == ProblemType.UNAVAILABLE;
      case JedisAccessControlException _ -> true;
      case JedisException failure -> RedisFailures.isPassing(failure);
      case MongoSecurityException _ -> true;
      case MongoException failure ->
          MongoFailures.codes(failure).stream().anyMatch(LETS_NOBODY_IN::contains)
              || MongoFailures.isFull(failure)
              || MongoFailures.isPassing(failure);
      default -> false;
    };
  }

  /** Whether Redis failed or refused a command, for whatever reason. */
  public static boolean isOfRedis(RuntimeException e) {
    return e instanceof JedisException;
  }

  /** Whether Redis answered that the command cannot be carried out, now or later. */
  public static boolean isRefusedByRedis(RuntimeException e) {
    return isOfRedis(e) && !isTransient(e);
  }

  /** Whether the document store answered that the command cannot be carried out, now or later. */
  public static boolean isRefusedByMongo(RuntimeException e) {
    return e instanceof MongoException && !isTransient(e);
  }
}
