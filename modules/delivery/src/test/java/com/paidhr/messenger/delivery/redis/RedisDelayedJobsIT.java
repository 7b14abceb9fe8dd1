package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DelayedJobs.Delayed;
import com.paidhr.messenger.delivery.domain.DelayedJobs.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delayed jobs over several partitions, page by page. */
class RedisDelayedJobsIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private final RedisDelayedJobs jobs = new RedisDelayedJobs(REDIS.client(), 3);

  private static void delay(int partition, double due, String job) {
    REDIS.client().zadd(RedisKeys.delayed(partition), due, job);
  }

  /** Many that are due at the same time lie on both sides of a page's end, in each partition. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 100})
  void showsEachOnceSoonestFirst(int limit) {
    for (int partition = 0; partition < 3; partition++) {
      for (int i = 0; i < 4; i++) {
        delay(partition, 2_000, "same-" + partition + "-" + i);
        delay(partition, 3_000 + 10 * i + partition, "later-" + partition + "-" + i);
      }
    }
    delay(1, 1_000, "first");

    List<Delayed> seen = new ArrayList<>();
    Optional<Place> last = Optional.empty();
    List<Delayed> page;
    do {
      page = jobs.list(last, limit);
      seen.addAll(page);
      last = page.isEmpty() ? last : Optional.of(Place.parse(page.getLast().place().text()));
    } while (!page.isEmpty());

    assertThat(seen).hasSize(25).extracting(Delayed::text).doesNotHaveDuplicates();
    assertThat(seen).extracting(Delayed::due).isSorted();
    assertThat(seen.getFirst().text()).isEqualTo("first");
  }

  @Test
  void goesOnBehindWhatHasBecomeDueMeanwhile() {
    delay(0, 1_000, "a");
    delay(0, 2_000, "b");
    delay(0, 3_000, "c");
    Place last = jobs.list(Optional.empty(), 2).getLast().place();
    REDIS.client().zrem(RedisKeys.delayed(0), "a", "b");

    assertThat(jobs.list(Optional.of(last), 2)).extracting(Delayed::text).containsExactly("c");
  }

  @Test
  void saysWhatIsNoJob() {
    delay(0, 1_000, "nonsense");

    assertThat(jobs.list(Optional.empty(), 1).getFirst().job()).isEmpty();
  }
}
