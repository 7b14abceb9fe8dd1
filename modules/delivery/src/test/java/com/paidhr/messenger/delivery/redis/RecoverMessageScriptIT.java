package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link RecoverMessageScript}. */
class RecoverMessageScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static boolean recover(long seq) {
    return RecoverMessageScript.run(
        REDIS.client(), new InboxSettings(50, Duration.ofHours(1)), BOB, new MessageId(ROOM, seq));
  }

  @Test
  void tellsOnceOfAMessage() {
    assertThat(recover(2)).isTrue();
    assertThat(recover(2)).isFalse();
    assertThat(REDIS.inbox()).containsExactly("gap 2");
  }

  @Test
  void tellsOfEachMessageAndNamesANewInbox() {
    recover(2);
    recover(1);

    assertThat(REDIS.inbox()).containsExactly("gap 2", "gap 1");
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "~generation")).isNotBlank();
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
  }
}
