package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Send;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Puts jobs into the queue again: such as are there, now or later, and such as were done long ago.
 */
final class DuplicatedJobs {
  private static final int PARTITIONS = 4;
  private static final int AT_ONCE = 10;

  private final URI redis;
  private final Random random;

  DuplicatedJobs(URI redis, Random random) {
    this.redis = redis;
    this.random = random;
  }

  /** Puts jobs in again that are waiting or taken, and one for each message sent before. */
  void addAgain(List<Send> old) {
    try (Jedis jedis = new Jedis(redis)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        String jobs = "{delivery:" + partition + "}:jobs";
        List<StreamEntry> there =
            jedis.xrange(jobs, (StreamEntryID) null, (StreamEntryID) null, AT_ONCE);
        for (StreamEntry entry : there) {
          add(jedis, partition, Lookup.in(entry.getFields(), "j"));
        }
        // Also where they do not belong, so that several workers do the same at once.
        for (Send send : old) {
          Place place = new Place(send.room(), send.seq());
          long accepted = System.currentTimeMillis();
          add(jedis, partition, "F|" + place + "|" + send.sender() + "|" + accepted);
        }
      }
    }
  }

  private void add(Jedis jedis, int partition, String job) {
    if (random.nextBoolean()) {
      jedis.xadd("{delivery:" + partition + "}:jobs", StreamEntryID.NEW_ENTRY, Map.of("j", job));
    } else {
      long due = System.currentTimeMillis() + random.nextInt(3_000);
      jedis.zadd("{delivery:" + partition + "}:delayed", due, job);
    }
  }
}
