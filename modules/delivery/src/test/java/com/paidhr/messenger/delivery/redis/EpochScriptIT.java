package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Epoch;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every result of {@link EpochScript}. */
class EpochScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @TempDir Path folder;

  @Test
  void begins() {
    Epoch first = EpochScript.run(REDIS.client(), 0);

    assertThat(first.isNew()).isTrue();
    assertThat(first.name()).matches("[-0-9a-f]{36}@[0-9a-f]{40}");
    assertThat(EpochScript.run(REDIS.client(), 1).name()).isNotEqualTo(first.name());
  }

  @Test
  void goesOnAsLongAsDataAndServerStay() {
    Epoch first = EpochScript.run(REDIS.client(), 0);

    assertThat(EpochScript.run(REDIS.client(), 0)).isEqualTo(new Epoch(first.name(), false));
  }

  @Test
  void isAnotherAfterARestart() {
    try (var server = RedisServer.start(folder);
        var client = TestRedis.connect(server.uri())) {
      Epoch before = EpochScript.run(client, 0);
      server.stop();
      server.restart();

      assertThat(TestRedis.whenItAnswers(() -> EpochScript.run(client, 0)))
          .returns(false, Epoch::isNew)
          .extracting(Epoch::name)
          .isNotEqualTo(before.name());
    }
  }

  @Test
  void isAnotherAfterAFailover() {
    try (var group = RedisGroup.start(folder, 1);
        var client = TestRedis.connect(group.uri())) {
      Epoch before = EpochScript.run(client, 0);
      RedisServer old = group.master();
      try (var direct = old.connect()) {
        direct.waitReplicas(1, 5_000);
      }
      old.kill();
      group.awaitMasterOtherThan(old);

      assertThat(TestRedis.whenItAnswers(() -> EpochScript.run(client, 0)))
          .returns(false, Epoch::isNew)
          .extracting(Epoch::name)
          .isNotEqualTo(before.name());
    }
  }
}
