package com.paidhr.messenger.app.acceptance;

import com.paidhr.messenger.app.acceptance.FoldSchedules.Batch;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever happens to its connection, to the node, to Redis and to its memberships, a client that
 * folds its stream and fetches what gaps name ends with what is stored. {@value #AT_ONCE} schedules
 * run side by side, each in a room of its own, {@value #TRIES} times; jqwik prints the seed and
 * makes what fails shorter.
 */
class StreamFoldIT {
  private static final int TRIES = 20;
  private static final int AT_ONCE = 25;

  private static RedisServer redis;
  private static RunningMessenger messenger;
  private static FoldingHouse house;
  private static int folded;
  private static int steps;

  @BeforeContainer
  static void start() throws IOException {
    redis = RedisServer.start(Files.createTempDirectory("messenger-fold-"));
    messenger =
        RunningMessenger.with()
            .env("REDIS_URI", redis.uri().toString())
            .env("DELIVERY_INBOX_LENGTH", "10")
            .env("DELIVERY_REDRIVE_AFTER", "PT0.5S")
            .env("DELIVERY_REDRIVE_EVERY", "PT0.5S")
            .env("STREAMS_HEARTBEAT", "PT2S")
            .start();
    house = new FoldingHouse(messenger, redis);
  }

  @AfterContainer
  static void stop() {
    house.close();
    messenger.close();
    redis.close();
    System.out.printf("Folded %d schedules of %d steps in all%n", folded, steps);
  }

  @Provide
  Arbitrary<Batch> batches() {
    return FoldSchedules.batches(AT_ONCE);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void foldsToWhatIsStored(@ForAll("batches") Batch batch) throws Exception {
    house.fold(batch);
    folded += batch.schedules().size();
    steps += batch.schedules().stream().mapToInt(List::size).sum();
  }
}
