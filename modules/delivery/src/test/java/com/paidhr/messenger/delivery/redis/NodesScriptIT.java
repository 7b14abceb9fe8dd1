package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.Nodes.Description;
import com.paidhr.messenger.delivery.domain.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link NodesScript}. */
class NodesScriptIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Instant STARTED = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final Description ONE = new Description("one", "1.2|3", true, STARTED);
  private static final Description TWO = new Description("two", "1.3", false, STARTED);

  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void findsNobodyWhereNobodyIs() {
    assertThat(NodesScript.look(REDIS.client(), LONG)).isEmpty();
  }

  @Test
  void findsWhoSaidThatTheyAreThereAsTheySaidIt() {
    NodesScript.meet(REDIS.client(), TWO, LONG);
    NodesScript.meet(REDIS.client(), ONE, LONG);
    NodesScript.meet(REDIS.client(), ONE, LONG);

    assertThat(NodesScript.look(REDIS.client(), LONG))
        .extracting(Node::description)
        .containsExactly(ONE, TWO);
  }

  @Test
  void tellsHowLongANodeIsSilentAndForgetsIt() {
    NodesScript.meet(REDIS.client(), ONE, LONG);

    await()
        .untilAsserted(() ->
            assertThat(NodesScript.look(REDIS.client(), LONG).getFirst().silent())
                .isGreaterThan(Duration.ofMillis(20)));
    assertThat(NodesScript.look(REDIS.client(), Duration.ofMillis(1))).isEmpty();
    assertThat(NodesScript.look(REDIS.client(), LONG)).isEmpty();
  }

  @Test
  void forgetsWhatIsNoNode() {
    REDIS.client().hset(RedisKeys.nodes(), "odd", "nonsense");

    assertThat(NodesScript.look(REDIS.client(), LONG)).isEmpty();
  }

  @Test
  void forgetsANodeThatEnds() {
    RedisNodes nodes = new RedisNodes(REDIS.client());
    nodes.meet(ONE);
    nodes.meet(TWO);
    nodes.leave("one");

    assertThat(nodes.all()).extracting(Node::description).containsExactly(TWO);
  }
}
