package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link OpenInboxScript}. */
class OpenInboxScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static Answer open() {
    return OpenInboxScript.runAll(REDIS.client(), InboxSettings.STANDARD, List.of(BOB)).getFirst();
  }

  @Test
  void beginsAnInboxOnce() {
    Answer first = open();

    assertThat(open()).isEqualTo(first).isInstanceOf(Answer.Entries.class);
    assertThat(REDIS.client().xlen(RedisKeys.inbox(BOB))).isEqualTo(1);
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
    assertThat(REDIS.client().ttl(RedisKeys.lanes(BOB))).isPositive();
  }

  @Test
  void saysWhereAnInboxEnds() {
    new RedisInboxes(REDIS.client(), InboxSettings.STANDARD)
        .append(List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, 2)));

    Answer.Entries opened = (Answer.Entries) open();

    assertThat(REDIS.inbox()).hasSize(2);
    assertThat(REDIS.client().xrevrange(RedisKeys.inbox(BOB), "+", "-", 1).getFirst().getID())
        .hasToString(opened.next().entry());
  }

  @Test
  void isRefusedByAnInboxOfTheWrongType() {
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");

    assertThat(open()).isInstanceOf(Answer.Refused.class);
  }
}
