package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamEntry;

/** Every result of {@link SkipMessageScript}. */
class SkipMessageScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static boolean skip(long seq) {
    return skip(1, seq);
  }

  private static boolean skip(long since, long seq) {
    return SkipMessageScript.run(
        REDIS.client(), InboxSettings.STANDARD, LANE, since, new MessageId(ROOM, seq));
  }

  /** From where to where the gaps in Bob's inbox reach. */
  private static List<String> gaps() {
    return REDIS
        .client()
        .xrange(RedisKeys.inbox(BOB), (StreamEntryID) null, (StreamEntryID) null)
        .stream()
        .map(StreamEntry::getFields)
        .map(gap -> gap.get("t") + " " + gap.get("c") + " " + gap.get("s") + "-" + gap.get("u"))
        .toList();
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
  void tellsOfNothingWhereTheMessageComesNext() {
    skip(1);
    skip(2);

    assertThat(gaps()).isEmpty();
  }

  @Test
  void tellsOfWhatIsMissingBeforeTheMessage() {
    skip(1);

    assertThat(skip(5)).isTrue();
    assertThat(gaps()).containsExactly("gap room 2-4");
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "room")).isEqualTo("5");
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
  }

  @Test
  void tellsOfNothingThatIsNotAddressedToTheUser() {
    skip(1);
    skip(4, 6);
    skip(9, 9);

    assertThat(gaps()).containsExactly("gap room 4-5");
  }

  @Test
  void leavesALaneWhoseInboxCannotTellOfIt() {
    skip(1);
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");

    assertThatExceptionOfType(JedisDataException.class)
        .isThrownBy(() -> skip(3))
        .withMessageStartingWith("WRONGTYPE");
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "room")).isEqualTo("1");
  }

  @Test
  void leavesALaneThatHasPassedTheMessage() {
    skip(2);

    assertThat(skip(2)).isFalse();
    assertThat(skip(1)).isFalse();
    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "room")).isEqualTo("2");
  }
}
