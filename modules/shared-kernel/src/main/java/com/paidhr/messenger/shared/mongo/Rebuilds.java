package com.paidhr.messenger.shared.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes stored forms anew in the background where the store has them in an older version.
 *
 * <p>Collection {@code storedForms}: {@code _id} the name, {@code version} of what is stored whole,
 * and while a rebuild goes on {@code target}, {@code place} where the last part ended, {@code
 * parts} and {@code claimedUntil}. One node works at a time; another takes over where it stopped.
 */
@ApplicationScoped
public class Rebuilds {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
  private static final Duration CLAIM = Duration.ofMinutes(1);
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final long PAUSE_SECONDS = 5;
  private static final long SECONDS_TO_END = 3;

  private final MongoCollection<Document> forms;
  private final Iterable<StoredForm> known;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  @Inject
  Rebuilds(MongoDatabase database, @Any Instance<StoredForm> known, Clock clock) {
    this(database, (Iterable<StoredForm>) known, clock);
  }

  /** With these forms instead of those that modules declare. */
  public Rebuilds(MongoDatabase database, Iterable<StoredForm> known, Clock clock) {
    this.forms = database.getCollection("storedForms");
    this.known = known;
    this.clock = clock;
  }

  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) @Initialized(ApplicationScoped.class)
          Object application) {
    thread = Thread.ofVirtual().name("rebuilds").start(() -> known.forEach(this::untilDone));
  }

  private void untilDone(StoredForm form) {
    boolean done = false;
    while (!done && !isStopping()) {
      try {
        done = run(form);
      } catch (RuntimeException e) {
        LOG.warn(
            "Stored form {} could not be made anew, trying again: {}", form.name(), e.toString());
      }
      if (!done) {
        pause();
      }
    }
  }

  /** Makes the form anew if that is needed; returns false while another node does. */
  public boolean run(StoredForm form) {
    Document stored = forms.find(eq("_id", form.name())).first();
    if (stored != null && stored.getInteger("version", 0) >= form.version()) {
      return true;
    }
    if (!claim(form)) {
      return false;
    }
    boolean resumes = stored != null && stored.getInteger("target", 0) == form.version();
    String place = resumes && stored != null ? stored.getString("place") : null;
    long parts = 0;
    Instant told = clock.instant();
    do {
      place = form.rebuild(place);
      parts++;
      note(form, place);
      if (place != null && Duration.between(told, clock.instant()).compareTo(PROGRESS) > 0) {
        told = clock.instant();
        LOG.info("Making {} anew for version {}: at {}", form.name(), form.version(), place);
      }
    } while (place != null && !isStopping());
    if (place == null && parts > 1) {
      LOG.info("Made {} anew for version {} in {} parts", form.name(), form.version(), parts);
    }
    return place == null;
  }

  private boolean claim(StoredForm form) {
    Instant now = clock.instant();
    // Where somebody else has it, the form is there and does not fit.
    return UniqueKeys.tryWrite(() ->
        forms.updateOne(
            and(
                eq("_id", form.name()),
                or(exists("claimedUntil", false), lt("claimedUntil", Date.from(now)))),
            set("claimedUntil", Date.from(now.plus(CLAIM))),
            new UpdateOptions().upsert(true)));
  }

  private void note(StoredForm form, @Nullable String place) {
    forms.updateOne(
        eq("_id", form.name()),
        place == null
            ? combine(
                set("version", form.version()),
                unset("target"),
                unset("place"),
                unset("claimedUntil"))
            : combine(
                set("target", form.version()),
                set("place", place),
                set("claimedUntil", Date.from(clock.instant().plus(CLAIM)))));
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause() {
    try {
      stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(SECONDS_TO_END));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
