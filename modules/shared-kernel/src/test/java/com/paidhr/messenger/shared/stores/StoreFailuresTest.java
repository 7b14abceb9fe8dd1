package com.paidhr.messenger.shared.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.paidhr.messenger.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

class StoreFailuresTest {
  static List<RuntimeException> ofAStore() {
    return List.of(
        new JedisConnectionException("gone"),
        new JedisException("no connection in the pool"),
        new JedisClusterOperationException("no node"),
        new JedisMovedDataException("MOVED 1 a:1", new HostAndPort("a", 1), 1),
        new JedisAccessControlException("NOAUTH Authentication required."),
        new JedisDataException("LOADING Redis is loading the dataset in memory"),
        new JedisDataException("OOM command not allowed"),
        new JedisDataException("BUSY Redis is busy running a script"),
        new MongoTimeoutException("no server"),
        command(11601),
        command(13),
        bulk(112),
        bulk(14031),
        new CircuitBreakerOpenException("open"),
        DomainException.unavailable("away", Duration.ofSeconds(1), null));
  }

  static List<RuntimeException> ofTheCommand() {
    return List.of(
        new JedisDataException("WRONGTYPE Operation against a key holding the wrong kind of value"),
        new JedisDataException("ERR value is not an integer"),
        command(17419),
        bulk(17419),
        new MongoException("anything else"),
        DomainException.conflict("not now"),
        new IllegalStateException("damaged"));
  }

  private static MongoException command(int code) {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)),
        new ServerAddress());
  }

  private static MongoException bulk(int code) {
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(),
        List.of(new BulkWriteError(code, "no", new BsonDocument(), 0)),
        null,
        new ServerAddress(),
        Set.of());
  }

  @ParameterizedTest
  @MethodSource("ofAStore")
  void waitsForAStoreThatIsAway(RuntimeException failure) {
    assertThat(StoreFailures.isTransient(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofTheCommand")
  void blamesTheCommandForWhatTimeDoesNotMend(RuntimeException failure) {
    assertThat(StoreFailures.isTransient(failure)).isFalse();
  }

  @Test
  void tellsRefusalsByStore() {
    JedisDataException redis = new JedisDataException("WRONGTYPE wrong kind of value");

    assertThat(StoreFailures.isRefusedByRedis(redis)).isTrue();
    assertThat(StoreFailures.isRefusedByMongo(redis)).isFalse();
    assertThat(StoreFailures.isRefusedByMongo(command(17419))).isTrue();
    assertThat(StoreFailures.isRefusedByRedis(command(17419))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ofAStore")
  void takesNoOutageForARefusal(RuntimeException failure) {
    assertThat(StoreFailures.isRefusedByRedis(failure)).isFalse();
    assertThat(StoreFailures.isRefusedByMongo(failure)).isFalse();
  }

  @Test
  void knowsWhatIsOfRedisWhetherItPassesOrNot() {
    assertThat(StoreFailures.isOfRedis(new JedisConnectionException("gone"))).isTrue();
    assertThat(StoreFailures.isOfRedis(new JedisDataException("ERR no"))).isTrue();
    assertThat(StoreFailures.isOfRedis(new MongoTimeoutException("no server"))).isFalse();
    assertThat(StoreFailures.isOfRedis(new IllegalStateException("damaged"))).isFalse();
  }
}
