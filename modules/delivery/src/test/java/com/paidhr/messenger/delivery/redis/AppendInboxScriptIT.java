package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamEntry;

/** Every result of {@link AppendInboxScript}. */
class AppendInboxScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final InboxSettings SETTINGS = new InboxSettings(50, Duration.ofHours(1));

  private static Appended append(OptionalLong start, long since, long upTo) {
    return AppendInboxScript.runAll(
            REDIS.client(), SETTINGS, List.of(new Append(ROOM, BOB, start, since, upTo)))
        .getFirst();
  }

  @Test
  void doesNotKnowALaneWithoutCursor() {
    assertThat(append(OptionalLong.empty(), 1, 3)).isEqualTo(new Appended.Unknown());
    assertThat(REDIS.inbox()).isEmpty();
  }

  @Test
  void beginsBehindTheStart() {
    assertThat(append(OptionalLong.of(1), 1, 3)).isEqualTo(new Appended.Moved(1, 3));
    assertThat(REDIS.inbox()).containsExactly("message.created 2", "message.created 3");
  }

  @Test
  void takesNothingTwice() {
    append(OptionalLong.of(0), 1, 3);

    assertThat(append(OptionalLong.of(0), 1, 2)).isEqualTo(new Appended.Moved(3, 3));
    assertThat(REDIS.inbox()).hasSize(3);
  }

  @Test
  void leavesOutWhatIsNotAddressedToTheUser() {
    append(OptionalLong.of(0), 1, 2);

    assertThat(append(OptionalLong.empty(), 6, 7)).isEqualTo(new Appended.Moved(5, 7));
    assertThat(REDIS.inbox())
        .containsExactly(
            "message.created 1", "message.created 2", "message.created 6", "message.created 7");
  }

  @Test
  void tellsOfAGapWhenTooMuchIsMissing() {
    append(OptionalLong.of(0), 1, 120);

    assertThat(REDIS.inbox()).hasSize(51).startsWith("gap 1", "message.created 71");
  }

  @Test
  void dropsTheOldestOfALongInbox() {
    for (long seq = 1; seq <= 600; seq++) {
      append(OptionalLong.of(0), 1, seq);
    }

    assertThat(REDIS.inbox()).hasSizeBetween(50, 200).endsWith("message.created 600");
  }

  @Test
  void keepsTheNameOfItsGenerationAndExpires() {
    append(OptionalLong.of(0), 1, 1);
    String first = REDIS.client().hget(RedisKeys.lanes(BOB), "~generation");
    append(OptionalLong.of(0), 1, 2);

    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "~generation"))
        .isEqualTo(first)
        .isNotBlank();
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
    assertThat(REDIS.client().ttl(RedisKeys.lanes(BOB))).isPositive();
  }

  @Test
  void refusesOneLaneWithoutHarmToTheOthers() {
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");
    UserId cy = new UserId("cy");

    List<Appended> results =
        AppendInboxScript.runAll(
            REDIS.client(),
            SETTINGS,
            List.of(
                new Append(ROOM, BOB, OptionalLong.of(0), 1, 1),
                new Append(ROOM, cy, OptionalLong.of(0), 1, 1)));

    assertThat(results.getFirst()).isInstanceOf(Appended.Refused.class);
    assertThat(results.getLast()).isEqualTo(new Appended.Moved(0, 1));
  }

  @Test
  void throwsWhenTheServerTakesNoWrites(@TempDir Path folder) {
    try (RedisServer server = RedisServer.start(folder);
        UnifiedJedis full = TestRedis.connect(server.uri())) {
      full.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");

      assertThatExceptionOfType(JedisDataException.class)
          .isThrownBy(() ->
              AppendInboxScript.runAll(
                  full, SETTINGS, List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, 1))))
          .withMessageStartingWith("OOM");
    }
  }

  @Nested
  class GivingUp {
    private static boolean skip(long seq) {
      return skip(1, seq);
    }

    private static boolean skip(long since, long seq) {
      return AppendInboxScript.skip(
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
}
