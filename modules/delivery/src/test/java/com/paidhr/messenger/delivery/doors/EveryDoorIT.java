package com.paidhr.messenger.delivery.doors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.TestStores;
import com.paidhr.messenger.testsupport.model.HouseWalk;
import com.paidhr.messenger.testsupport.model.Step;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.bson.Document;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random histories of four users in a private conversation, a group and a channel, through the real
 * conversations, messaging, media and delivery on the embedded store. After every step every user's
 * answers at the doors equal a brute-force model; {@link HouseWalk} says which doors are asked
 * when.
 *
 * <p>300 histories; {@code -Dvisibility.histories=10000} runs more, {@code -Dvisibility.seed=…} the
 * same again. The seed is printed.
 */
@ExtendWith(ArquillianExtension.class)
class EveryDoorIT {
  private static final int HISTORIES = Integer.getInteger("visibility.histories", 300);
  private static final long SEED = Long.getLong("visibility.seed", System.nanoTime());
  private static final int AT_ONCE = 20;
  private static final int MOST_SHRINKS = 300;
  private static final String WORKERS = "delivery.workers";

  private final AtomicInteger walks = new AtomicInteger();

  @Inject DoorsFixture doors;

  @Deployment
  static JavaArchive slice() {
    JavaArchive slice =
        ModuleArchive.of("conversations", "media", "messaging", "delivery")
            .addClasses(MetricsFixture.class, UsersFixture.class, DoorsFixture.class);
    System.setProperty(WORKERS, "false");
    System.setProperty("redis.uri", TestStores.redisUri() + "/3");
    return slice;
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty(WORKERS);
  }

  @Test
  void answersAsTheModelSays() throws Exception {
    System.getLogger("visibility")
        .log(System.Logger.Level.INFO, "{0} histories, seed {1,number,#}", HISTORIES, SEED);
    try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
      MongoDatabase database = client.getDatabase(System.getProperty("mongodb.database"));
      JqwikSession.run(() -> walkAll(database));
    }
  }

  private void walkAll(MongoDatabase database) {
    RandomGenerator<List<Step>> generator = Step.histories(3, 6).generator(1_000);
    Random random = new Random(SEED);
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int begun = 0; begun < HISTORIES; begun += AT_ONCE) {
        List<Shrinkable<List<Step>>> histories = new ArrayList<>();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = begun; i < Math.min(HISTORIES, begun + AT_ONCE); i++) {
          Shrinkable<List<Step>> history = generator.next(random);
          List<Step> steps = history.value();
          histories.add(history);
          tasks.add(() -> walk(steps));
        }
        List<Future<Integer>> walked = threads.invokeAll(tasks);
        for (int i = 0; i < walked.size(); i++) {
          if (walked.get(i).state() == Future.State.FAILED) {
            throw smallest(histories.get(i), walked.get(i).exceptionNow());
          }
        }
        clear(database);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int walk(List<Step> steps) {
    String word = "w" + walks.incrementAndGet() + "z";
    List<UserId> users =
        IntStream.range(0, Step.USERS).mapToObj(i -> new UserId(word + "u" + i)).toList();
    boolean open = steps.hashCode() % 2 == 0;
    new HouseWalk(doors, word, users, open).take(steps);
    return steps.size();
  }

  /** The failure of the shortest history that is found to fail. */
  private AssertionError smallest(Shrinkable<List<Step>> failed, Throwable failure) {
    Shrinkable<List<Step>> smallest = failed;
    Throwable reason = failure;
    int tried = 0;
    boolean smaller = true;
    while (smaller && tried < MOST_SHRINKS) {
      smaller = false;
      for (Shrinkable<List<Step>> candidate : smallest.shrink().limit(40).toList()) {
        tried++;
        try {
          walk(candidate.value());
        } catch (AssertionError | RuntimeException e) {
          smallest = candidate;
          reason = e;
          smaller = true;
          break;
        }
      }
    }
    return new AssertionError("Seed " + SEED + ", history " + smallest.value(), reason);
  }

  /** Keeps the collections small, which the embedded store scans for some questions. */
  private static void clear(MongoDatabase database) {
    for (String name : database.listCollectionNames()) {
      database.getCollection(name).deleteMany(new Document());
    }
  }
}
