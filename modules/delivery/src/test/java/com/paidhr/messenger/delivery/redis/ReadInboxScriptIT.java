package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.InboxReader.Reason;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.JedisShardedPubSub;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** Every result of {@link ReadInboxScript}, and that appending signals. */
class ReadInboxScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final InboxSettings SETTINGS = new InboxSettings(50, Duration.ofHours(1));
  private static final UserId CY = new UserId("cy");

  private final InboxReader reader = new RedisInboxReader(REDIS.client(), SETTINGS);

  private static void append(UnifiedJedis redis, UserId user, long upTo) {
    new RedisInboxes(redis, SETTINGS)
        .append(List.of(new Append(ROOM, user, OptionalLong.of(0), 1, upTo)));
  }

  private static void append(UserId user, long upTo) {
    append(REDIS.client(), user, upTo);
  }

  private static InboxCursor head(InboxReader reader, UserId user) {
    Answer answer = Objects.requireNonNull(reader.open(List.of(user)).get(user));
    return ((Answer.Entries) answer).next();
  }

  private Answer read(InboxCursor cursor, int limit) {
    return Objects.requireNonNull(reader.read(Map.of(BOB, cursor), limit).get(BOB));
  }

  private static List<Long> seqs(Answer answer) {
    return ((Answer.Entries) answer).entries().stream().map(InboxEntry::seq).toList();
  }

  @Test
  void readsBehindTheCursorOfEachUser() {
    append(CY, 2);
    InboxCursor bob = head(reader, BOB);
    InboxCursor cy = head(reader, CY);
    append(BOB, 3);
    append(CY, 3);

    Map<UserId, Answer> answers = reader.read(Map.of(BOB, bob, CY, cy), 100);

    assertThat(seqs(Objects.requireNonNull(answers.get(BOB)))).containsExactly(1L, 2L, 3L);
    assertThat(seqs(Objects.requireNonNull(answers.get(CY)))).containsExactly(3L);
  }

  @Test
  void goesOnWhereTheLimitCutItOff() {
    InboxCursor cursor = head(reader, BOB);
    append(BOB, 3);

    Answer.Entries first = (Answer.Entries) read(cursor, 2);
    Answer.Entries second = (Answer.Entries) read(first.next(), 2);

    assertThat(first.hasMore()).isTrue();
    assertThat(seqs(second)).containsExactly(3L);
    assertThat(second.hasMore()).isFalse();
    assertThat(read(second.next(), 2))
        .isEqualTo(new Answer.Entries(List.of(), second.next(), false));
  }

  @Test
  void leavesOutWhatIsOfNoKnownForm() {
    InboxCursor cursor = head(reader, BOB);
    REDIS
        .client()
        .xadd(RedisKeys.inbox(BOB), (redis.clients.jedis.StreamEntryID) null, Map.of("t", "new"));
    append(BOB, 1);

    assertThat(seqs(read(cursor, 10))).containsExactly(1L);
  }

  @Test
  void tellsThatTheInboxWasTrimmed() {
    InboxCursor cursor = head(reader, BOB);
    for (long seq = 1; seq <= 400; seq++) {
      append(BOB, seq);
    }

    assertThat(read(cursor, 10)).isEqualTo(new Answer.Gap(Reason.TRIMMED, head(reader, BOB)));
  }

  @Test
  void hasNothingToTellWhereRedisIsEmptyAndNobodyWrote() {
    InboxCursor cursor = head(reader, BOB);
    InboxCursor cy = head(reader, CY);
    REDIS.client().flushAll();
    append(CY, 1);
    Answer.Gap gap = (Answer.Gap) read(cursor, 10);

    Map<UserId, Answer> answers = reader.read(Map.of(BOB, gap.head(), CY, cy), 10);

    assertThat(answers.get(BOB)).isEqualTo(new Answer.Entries(List.of(), gap.head(), false));
    assertThat(answers.get(CY)).isInstanceOf(Answer.Gap.class);
  }

  @Test
  void tellsThatTheInboxBeganAnew() {
    InboxCursor cursor = head(reader, BOB);
    REDIS.client().flushAll();

    assertThat(read(cursor, 10)).isInstanceOf(Answer.Gap.class);
    append(BOB, 1);

    assertThat(read(cursor, 10)).isEqualTo(new Answer.Gap(Reason.UNKNOWN, head(reader, BOB)));
  }

  @Test
  void doesNotKnowCursorsOfOthersOrOfTheFuture() {
    append(BOB, 1);
    append(CY, 1);
    InboxCursor own = head(reader, BOB);

    assertThat(read(head(reader, CY), 10)).isEqualTo(new Answer.Gap(Reason.UNKNOWN, own));
    assertThat(read(own.at("999999999999999-0"), 10))
        .isEqualTo(new Answer.Gap(Reason.UNKNOWN, own));
  }

  @Test
  void saysThatAnInboxCannotBeRead() {
    append(CY, 1);
    InboxCursor cy = head(reader, CY);
    REDIS.client().set(RedisKeys.inbox(BOB), "not a stream");

    Map<UserId, Answer> answers = reader.read(Map.of(BOB, cy, CY, cy), 10);

    assertThat(answers.get(BOB)).isInstanceOf(Answer.Refused.class);
    assertThat(answers.get(CY)).isEqualTo(new Answer.Entries(List.of(), cy, false));
  }

  @Test
  void saysThatRedisIsAway() {
    try (UnifiedJedis nobody = TestRedis.connect(URI.create("redis://127.0.0.1:1"))) {
      InboxReader away = new RedisInboxReader(nobody, SETTINGS);

      assertThat(away.open(List.of(BOB))).isEqualTo(Map.of(BOB, new Answer.Away()));
      assertThat(away.read(Map.of(BOB, new InboxCursor("a", "0-0")), 10))
          .isEqualTo(Map.of(BOB, new Answer.Away()));
    }
  }

  @Test
  void doesNotTrustAServerThatWasRestarted(@TempDir Path folder) {
    try (RedisServer server = RedisServer.start(folder);
        UnifiedJedis client = TestRedis.connect(server.uri())) {
      InboxReader there = new RedisInboxReader(client, SETTINGS);
      InboxCursor cursor = head(there, BOB);
      server.stop();
      server.restart();

      await()
          .untilAsserted(() ->
              assertThat(there.read(Map.of(BOB, cursor), 10).get(BOB))
                  .isInstanceOf(Answer.Gap.class));
    }
  }

  @Test
  void signalsWhatIsAppended() {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    Runnable stop = listen(InboxReader.signalOf(BOB), heard);

    long[] seq = {0};
    await()
        .untilAsserted(() -> {
          append(BOB, ++seq[0]);
          assertThat(heard).containsExactly(InboxReader.signalOf(BOB));
        });
    stop.run();
  }

  /** Listens as streams do. */
  private static Runnable listen(String channel, Set<String> heard) {
    if (REDIS.client() instanceof RedisClusterClient cluster) {
      JedisShardedPubSub listener =
          new JedisShardedPubSub() {
            @Override
            public void onSMessage(String on, String message) {
              heard.add(on);
            }
          };
      Thread.ofVirtual().start(() -> cluster.ssubscribe(listener, channel));
      return listener::sunsubscribe;
    }
    JedisPubSub listener =
        new JedisPubSub() {
          @Override
          public void onMessage(String on, String message) {
            heard.add(on);
          }
        };
    Thread.ofVirtual().start(() -> REDIS.client().subscribe(listener, channel));
    return listener::unsubscribe;
  }

  @Nested
  class Opening {
    private static Answer open() {
      return ReadInboxScript.open(REDIS.client(), InboxSettings.STANDARD, List.of(BOB)).getFirst();
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
}
