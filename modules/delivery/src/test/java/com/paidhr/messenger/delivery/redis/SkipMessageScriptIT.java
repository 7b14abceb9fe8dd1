package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link SkipMessageScript}. */
class SkipMessageScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static boolean skip(long seq) {
    return SkipMessageScript.run(
        REDIS.client(), InboxSettings.STANDARD, LANE, new MessageId(ROOM, seq));
  }

  @Test
  void movesTheLanePastAMessage() {
    assertThat(skip(2)).isTrue();
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "room")).isEqualTo("2");
    assertThat(REDIS.inbox()).isEmpty();
  }

  @Test
  void namesTheInboxAndExpires() {
    skip(2);

    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "~generation")).isNotBlank();
    assertThat(REDIS.client().ttl(RedisKeys.lanes(BOB))).isPositive();
  }

  @Test
  void leavesALaneThatHasPassedTheMessage() {
    skip(2);

    assertThat(skip(2)).isFalse();
    assertThat(skip(1)).isFalse();
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "room")).isEqualTo("2");
  }
}
