package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises where Redis is several servers. */
class TopologyFaultsIT {
  @TempDir Path folder;

  @Test
  void surviveASentinelFailover() throws Exception {
    try (RedisGroup group = RedisGroup.start(folder, 1);
        Stage stage = Stage.on(group.uri(), Trial.seed())) {
      Trial.run(
          stage,
          new Cast(stage.nodes),
          "Sentinel failover",
          trial -> {
            trial.redisForgets();
            RedisServer master = group.master();
            master.kill();
            group.awaitMasterOtherThan(master);
            trial.last(Duration.ofSeconds(3));
            master.restart();
            trial.last(Duration.ofSeconds(2));
          });
    }
  }

  @Test
  void surviveAClusterWithoutOneMaster() throws Exception {
    try (RedisCluster cluster = RedisCluster.startWithReplicas(folder);
        Stage stage = Stage.on(cluster.uri(), Trial.seed())) {
      Trial.run(
          stage,
          new Cast(stage.nodes),
          "one Cluster master down",
          trial -> {
            trial.redisForgets();
            String key = "{delivery:" + trial.random().nextInt(4) + "}:jobs";
            RedisServer master = cluster.masterOf(key);
            master.kill();
            cluster.awaitMasterOtherThan(master, key);
            trial.last(Duration.ofSeconds(3));
            master.restart();
            cluster.awaitComplete();
            trial.last(Duration.ofSeconds(2));
          });
    }
  }
}
