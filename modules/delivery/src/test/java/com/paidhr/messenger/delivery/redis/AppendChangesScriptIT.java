package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.StreamEntryID;

/** Every result of {@link AppendChangesScript}. */
class AppendChangesScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final UserId CY = new UserId("cy");

  private static InboxChange edit(UserId user, long seq, long version) {
    return InboxChange.ofMessage(user, Type.EDITED, new MessageId(ROOM, seq), version);
  }

  private static void tell(List<InboxChange> changes) {
    AppendChangesScript.runAll(REDIS.client(), InboxSettings.STANDARD, changes);
  }

  private static List<InboxEntry> inbox(UserId user) {
    return REDIS
        .client()
        .xrange(RedisKeys.inbox(user), (StreamEntryID) null, (StreamEntryID) null)
        .stream()
        .flatMap(entry -> InboxEntry.of("", entry.getFields()).stream())
        .toList();
  }

  @Test
  void tellsEachUserInOrder() {
    List<Reading> readings = List.of(new Reading(BOB, 5, 4), new Reading(CY, 3, 3));
    tell(
        List.of(
            edit(BOB, 3, 7),
            InboxChange.ofReadings(CY, ROOM, readings),
            InboxChange.ofConversation(BOB, Type.LEFT, ROOM, 9, CY)));

    assertThat(inbox(BOB))
        .containsExactly(
            new InboxEntry("", Type.EDITED, ROOM, 3, 3, 7, null),
            new InboxEntry("", Type.LEFT, ROOM, 0, 0, 9, CY));
    assertThat(inbox(CY))
        .containsExactly(new InboxEntry("", Type.READ, ROOM, 5, 5, 0, null, readings));
  }

  @Test
  void leavesOutWhatTheLaneHasYetToBring() {
    REDIS.client().hset(RedisKeys.lanes(BOB), ROOM.value(), "4");

    InboxChange counted = InboxChange.ofReaders(BOB, new MessageId(ROOM, 5), 3);
    tell(List.of(edit(BOB, 4, 1), edit(BOB, 5, 1), counted));

    assertThat(inbox(BOB)).extracting(InboxEntry::seq).containsExactly(4L, 5L);
    assertThat(inbox(BOB)).extracting(InboxEntry::type).containsExactly(Type.EDITED, Type.READ);
  }

  @Test
  void namesTheInboxAndExpiresWhenItTellsSomething() {
    REDIS.client().hset(RedisKeys.lanes(CY), ROOM.value(), "1");
    tell(List.of(edit(BOB, 1, 1), edit(CY, 2, 1)));

    assertThat(REDIS.client().hget(RedisKeys.lanes(BOB), "~generation")).isNotBlank();
    assertThat(REDIS.client().ttl(RedisKeys.lanes(BOB))).isPositive();
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
    assertThat(REDIS.client().exists(RedisKeys.inbox(CY))).isFalse();
    assertThat(REDIS.client().hexists(RedisKeys.lanes(CY), "~generation")).isFalse();
  }

  @Test
  void tellsMoreThanOneCallTakes() {
    tell(IntStream.rangeClosed(1, 700).mapToObj(seq -> edit(BOB, seq, 1)).toList());

    assertThat(inbox(BOB)).hasSize(700);
  }

  @Test
  void passesOverAnInboxOfTheWrongType() {
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");

    tell(List.of(edit(BOB, 1, 1), edit(CY, 1, 1)));

    assertThat(inbox(CY)).hasSize(1);
  }
}
