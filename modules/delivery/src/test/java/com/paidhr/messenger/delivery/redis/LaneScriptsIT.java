package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;

/** Every result of every script that moves lanes. */
class LaneScriptsIT {
  private static final UnifiedJedis REDIS = TestRedis.connect();
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId BOB = new UserId("bob");
  private static final Job.Lane LANE = new Job.Lane(ROOM, BOB);

  @BeforeEach
  void empty() {
    REDIS.flushAll();
  }

  @AfterAll
  static void close() {
    REDIS.close();
  }

  @Nested
  class AnInbox {
    private final RedisInboxes inboxes =
        new RedisInboxes(REDIS, new InboxSettings(50, Duration.ofHours(1)));

    private Appended append(OptionalLong start, long since, long upTo) {
      return inboxes.append(List.of(new Append(ROOM, BOB, start, since, upTo))).getFirst();
    }

    private List<String> entries() {
      return REDIS.xrange(RedisKeys.inbox(BOB), (StreamEntryID) null, (StreamEntryID) null).stream()
          .map(entry -> entry.getFields().get("t") + " " + entry.getFields().get("s"))
          .toList();
    }

    @Test
    void doesNotKnowALaneWithoutCursor() {
      assertThat(append(OptionalLong.empty(), 1, 3)).isEqualTo(new Appended.Unknown());
      assertThat(entries()).isEmpty();
    }

    @Test
    void beginsBehindTheStart() {
      assertThat(append(OptionalLong.of(1), 1, 3)).isEqualTo(new Appended.Moved(1, 3));
      assertThat(entries()).containsExactly("message.created 2", "message.created 3");
    }

    @Test
    void takesNothingTwice() {
      append(OptionalLong.of(0), 1, 3);

      assertThat(append(OptionalLong.of(0), 1, 2)).isEqualTo(new Appended.Moved(3, 3));
      assertThat(entries()).hasSize(3);
    }

    @Test
    void leavesOutWhatIsNotAddressedToTheUser() {
      append(OptionalLong.of(0), 1, 2);

      assertThat(append(OptionalLong.empty(), 6, 7)).isEqualTo(new Appended.Moved(5, 7));
      assertThat(entries())
          .containsExactly(
              "message.created 1", "message.created 2", "message.created 6", "message.created 7");
    }

    @Test
    void tellsOfAGapWhenTooMuchIsMissing() {
      append(OptionalLong.of(0), 1, 120);

      assertThat(entries()).hasSize(51).startsWith("gap 1", "message.created 71");
    }

    @Test
    void keepsTheNameOfItsGeneration() {
      append(OptionalLong.of(0), 1, 1);
      String first = REDIS.hget(RedisKeys.lanes(BOB), "~generation");
      append(OptionalLong.of(0), 1, 2);

      assertThat(REDIS.hget(RedisKeys.lanes(BOB), "~generation")).isEqualTo(first).isNotBlank();
      assertThat(REDIS.ttl(RedisKeys.inbox(BOB))).isPositive();
    }

    @Test
    void skipsAMessageUnlessItWentIn() {
      append(OptionalLong.of(0), 1, 1);

      assertThat(inboxes.skip(LANE, new MessageId(ROOM, 1))).isFalse();
      assertThat(inboxes.skip(LANE, new MessageId(ROOM, 2))).isTrue();
      assertThat(append(OptionalLong.empty(), 1, 3)).isEqualTo(new Appended.Moved(2, 3));
      assertThat(entries()).containsExactly("message.created 1", "message.created 3");
    }

    @Test
    void tellsOnceOfAMessageThatTheLaneHasPassed() {
      assertThat(inboxes.recover(BOB, new MessageId(ROOM, 2))).isTrue();
      assertThat(inboxes.recover(BOB, new MessageId(ROOM, 2))).isFalse();
      assertThat(entries()).containsExactly("gap 2");
    }
  }

  @Nested
  class AHeldLane {
    private final RedisHeldLanes held = new RedisHeldLanes(REDIS, conversation -> 0);

    private void hold(long seq, int attempt, long upTo, boolean progressed) {
      held.hold(List.of(new Hold(LANE, seq, attempt, upTo, Duration.ofMinutes(1), progressed)));
    }

    private HeldLane state() {
      return held.find(List.of(LANE)).getOrDefault(LANE, new HeldLane(0, 0, 0, Duration.ZERO));
    }

    @Test
    void hasOneTurnQueuedHoweverOftenItIsHeld() {
      hold(3, 1, 5, false);
      hold(3, 2, 5, false);

      assertThat(REDIS.zrange(RedisKeys.delayed(0), 0, -1)).containsExactly(LANE.text());
      assertThat(held.in(ROOM)).containsExactly(BOB);
      assertThat(state().attempt()).isEqualTo(2);
    }

    @Test
    void neverForgetsWhatItWasHanded() {
      hold(3, 1, 9, false);
      hold(3, 2, 5, false);

      assertThat(state().upTo()).isEqualTo(9);
    }

    @Test
    void takesMoreAndSaysWhoIsFree() {
      hold(3, 1, 5, false);
      UserId free = new UserId("free");

      assertThat(held.extend(ROOM, List.of(BOB, free), 8)).containsExactly(free);
      assertThat(held.extend(ROOM, List.of(BOB), 2)).isEmpty();
      assertThat(state()).returns(3L, HeldLane::seq).returns(8L, HeldLane::upTo);
    }

    @Test
    void isReleasedUnlessItWasHandedMore() {
      hold(3, 1, 5, false);

      assertThat(held.release(Map.of(LANE, 4L))).containsExactly(Map.entry(LANE, 5L));
      assertThat(held.release(Map.of(LANE, 5L))).isEmpty();
      assertThat(held.in(ROOM)).isEmpty();
      assertThat(held.find(List.of(LANE))).isEmpty();
    }
  }
}
