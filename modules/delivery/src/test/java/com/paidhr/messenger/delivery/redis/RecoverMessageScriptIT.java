package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link RecoverMessageScript}. */
class RecoverMessageScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final InboxSettings SETTINGS = new InboxSettings(5_000, Duration.ofHours(1));

  private static boolean recover(long seq) {
    return RecoverMessageScript.tell(REDIS.client(), SETTINGS, BOB, new MessageId(ROOM, seq));
  }

  private static boolean shows(long seq) {
    return RecoverMessageScript.look(REDIS.client(), SETTINGS, BOB, new MessageId(ROOM, seq));
  }

  private static void append(ConversationId conversation, long start, long upTo) {
    AppendInboxScript.runAll(
        REDIS.client(),
        SETTINGS,
        List.of(new Append(conversation, BOB, OptionalLong.of(start), 1, upTo)));
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
    assertThat(REDIS.client().hkeys(RedisKeys.lanes(BOB))).containsExactly("~generation");
    assertThat(REDIS.client().ttl(RedisKeys.inbox(BOB))).isPositive();
    assertThat(REDIS.client().ttl(RedisKeys.lanes(BOB))).isPositive();
  }

  @Test
  void doesNotTellOfWhatTheInboxShowsHoweverFarBack() {
    append(ROOM, 6, 7);
    append(new ConversationId("other"), 0, 450);

    assertThat(recover(7)).isFalse();
    assertThat(recover(6)).isTrue();
    assertThat(REDIS.inbox()).hasSize(452).endsWith("gap 6");
  }

  @Test
  void doesNotTellOfWhatAGapCovers() {
    append(ROOM, 0, 5_010);

    assertThat(REDIS.inbox().getFirst()).isEqualTo("gap 1");
    assertThat(recover(1)).isFalse();
    assertThat(recover(10)).isFalse();
    assertThat(recover(5_011)).isTrue();
  }

  @Test
  void looksWithoutTelling() {
    append(ROOM, 2, 3);

    assertThat(shows(2)).isFalse();
    assertThat(shows(3)).isTrue();
    assertThat(shows(4)).isFalse();
    assertThat(REDIS.inbox()).containsExactly("message.created 3");
  }
}
