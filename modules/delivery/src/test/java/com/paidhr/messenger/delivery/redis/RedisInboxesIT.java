package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys of one user that have the wrong type. */
class RedisInboxesIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final MessageId MESSAGE = new MessageId(ROOM, 1);
  private static final Job.Lane OTHER = new Job.Lane(ROOM, new UserId("cy"));

  private final RedisInboxes inboxes = new RedisInboxes(REDIS.client(), InboxSettings.STANDARD);

  @BeforeEach
  void bobsKeysAreOfTheWrongType() {
    REDIS.client().set(RedisKeys.lanes(BOB), "not a hash");
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");
  }

  @Test
  void leavesTheirLaneOutAndKeepsOthers() {
    inboxes.skip(OTHER, 1, MESSAGE);

    assertThat(inboxes.cursors(List.of(LANE, OTHER))).isEqualTo(Map.of(OTHER, 1L));
  }

  @Test
  void movesNoLaneAndShowsNothing() {
    assertThat(inboxes.skip(LANE, 1, MESSAGE)).isFalse();
    assertThat(inboxes.shows(BOB, MESSAGE)).isFalse();
  }

  @Test
  void failsToTellAsNoOutageWould() {
    assertThatIllegalStateException().isThrownBy(() -> inboxes.recover(BOB, MESSAGE));
  }
}
