package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.config.InvalidSettingException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.UnifiedJedis;

class EvictionCheckIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @AfterEach
  void restore() {
    REDIS.client().configSet("maxmemory-policy", "noeviction");
  }

  @Test
  void acceptsARedisThatRefusesWritesWhenFull() {
    assertThatCode(() -> EvictionCheck.check(REDIS.client())).doesNotThrowAnyException();
  }

  @Test
  void refusesARedisThatThrowsKeysAway() {
    REDIS.client().configSet("maxmemory-policy", "allkeys-lru");

    assertThatThrownBy(() -> EvictionCheck.check(REDIS.client()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("allkeys-lru");
  }

  @Test
  void letsTheServiceStartWhileRedisIsAway() {
    try (UnifiedJedis away = TestRedis.connect(URI.create("redis://127.0.0.1:1"))) {
      assertThatCode(() -> new EvictionCheck().check("start", away)).doesNotThrowAnyException();
    }
  }
}
