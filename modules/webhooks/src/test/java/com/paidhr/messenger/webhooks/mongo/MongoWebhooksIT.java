package com.paidhr.messenger.webhooks.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.seal.Seal;
import com.paidhr.messenger.shared.seal.SealSettings;
import com.paidhr.messenger.testsupport.TestStores;
import com.paidhr.messenger.webhooks.domain.Keys;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.Target;
import com.paidhr.messenger.webhooks.domain.Tries;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.Webhooks.Brief;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MongoWebhooksIT {
  private static final MongoClient CLIENT = MongoClients.create(TestStores.mongoUri());
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserId ANN = new UserId("ann");
  private static final InboxCursor START = new InboxCursor("life", "1-0");

  private static final String SEALS = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  private final MongoDatabase database = CLIENT.getDatabase(TestStores.freshDatabase());
  private final MongoWebhooks webhooks =
      new MongoWebhooks(database, new Seal(SealSettings.of(SEALS)));
  private final MongoLetters letters = new MongoLetters(database);

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private Webhook added(String id) {
    Target target =
        new Target(
            URI.create("https://example.org/hook"),
            Set.of("message.created"),
            Set.of(new ConversationId("room")));
    Webhook webhook =
        new Webhook(id, ANN, target, Keys.fresh(), true, NOW, null, Progress.from(START));
    webhooks.add(webhook);
    return webhook;
  }

  private boolean isTaken(String holder, Instant now) {
    return webhooks.take("hook", holder, now, now.plusSeconds(30)).isPresent();
  }

  @Test
  void keepsEverything() {
    Webhook webhook = added("hook");
    Tries tries =
        new Tries("evt", 2, NOW, Duration.ofSeconds(3), NOW.plusSeconds(9), "answered 500");
    Progress progress = new Progress(START.at("7-3"), "evt", tries, NOW, Progress.Pause.FAILING);

    assertThat(webhooks.find("hook")).contains(webhook);
    assertThat(isTaken("me", NOW)).isTrue();
    assertThat(webhooks.save("hook", "me", progress)).isTrue();
    assertThat(webhooks.find("hook").orElseThrow().progress()).isEqualTo(progress);
    assertThat(webhooks.of(ANN)).hasSize(1);
  }

  @Test
  void keepsANewSecretBesideAChangeThatBeganBefore() {
    Webhook seen = added("hook");
    Keys rotated = seen.keys().rotated(NOW);

    assertThat(webhooks.changeKeys(with(seen, rotated, true))).isTrue();
    assertThat(webhooks.change(with(seen, seen.keys(), false), false)).isTrue();
    assertThat(webhooks.find("hook").orElseThrow().keys()).isEqualTo(rotated);
    webhooks.changeKeys(with(seen, rotated.rotated(NOW), true));

    assertThat(webhooks.find("hook").orElseThrow().active()).isFalse();
  }

  private static Webhook with(Webhook known, Keys keys, boolean active) {
    return new Webhook(known.id(), ANN, known.target(), keys, active, NOW, null, known.progress());
  }

  @Test
  void sealsSecrets() {
    Webhook webhook = added("hook");
    String stored =
        database.getCollection("webhooks").find().map(found -> found.getString("secret")).first();

    assertThat(stored).startsWith("eyJ");
    assertThat(webhooks.find("hook").orElseThrow().keys()).isEqualTo(webhook.keys());
  }

  @Test
  void isTakenByOneAtATime() {
    added("hook");

    assertThat(isTaken("one", NOW)).isTrue();
    assertThat(isTaken("two", NOW.plusSeconds(29))).isFalse();
    assertThat(webhooks.save("hook", "two", Progress.from(START))).isFalse();
    webhooks.release("hook", "two");
    assertThat(isTaken("two", NOW.plusSeconds(29))).isFalse();
    webhooks.release("hook", "one");
    assertThat(isTaken("two", NOW)).isTrue();
  }

  @Test
  void isTakenFromOneWhoLeftIt() {
    added("hook");
    assertThat(isTaken("one", NOW)).isTrue();

    assertThat(isTaken("two", NOW.plusSeconds(31))).isTrue();

    assertThat(webhooks.save("hook", "one", Progress.from(START.at("9-0")))).isFalse();
  }

  @Test
  void isTakenFromTheSenderByAChange() {
    Webhook webhook = added("hook");
    isTaken("one", NOW);
    webhooks.save("hook", "one", Progress.from(START.at("2-0")).paused(Progress.Pause.GONE));

    assertThat(webhooks.change(webhook, true)).isTrue();

    assertThat(webhooks.save("hook", "one", Progress.from(START))).isFalse();
    Progress kept = webhooks.find("hook").orElseThrow().progress();
    assertThat(kept.cursor()).isEqualTo(START.at("2-0"));
    assertThat(kept.pause()).isNull();
  }

  @Test
  void isNotTakenWherePausedOrStopped() {
    Webhook webhook = added("hook");
    isTaken("one", NOW);
    webhooks.save("hook", "one", Progress.from(START).paused(Progress.Pause.FAILING));
    webhooks.release("hook", "one");
    List<Brief> sending = new ArrayList<>();

    assertThat(isTaken("two", NOW)).isFalse();
    webhooks.forEachSending(sending::add);
    assertThat(sending).isEmpty();

    webhooks.change(webhook, true);
    webhooks.forEachSending(sending::add);
    assertThat(sending).containsExactly(new Brief("hook", ANN, Instant.EPOCH));
    assertThat(webhooks.remove(new UserId("bob"), "hook")).isFalse();
    assertThat(webhooks.remove(ANN, "hook")).isTrue();
    assertThat(isTaken("two", NOW)).isFalse();
  }

  @Test
  void endsOnlyTheReplayThatWasDone() {
    added("hook");
    webhooks.askReplay("hook", "first");
    webhooks.askReplay("hook", "second");

    webhooks.endReplay("hook", "first");
    assertThat(webhooks.find("hook").orElseThrow().replayAsk()).isEqualTo("second");
    webhooks.endReplay("hook", "second");
    assertThat(webhooks.find("hook").orElseThrow().replayAsk()).isNull();
  }

  private Letter letter(int number) {
    InboxEntry entry =
        new InboxEntry(
            number + "-0",
            InboxEntry.Type.MESSAGE,
            new ConversationId("room"),
            number,
            number,
            0,
            null);
    return new Letter(
        "evt_" + number,
        "hook",
        "message.created",
        START.at(entry.id()),
        entry,
        NOW.plusSeconds(number),
        3,
        "answered 500",
        false);
  }

  @Test
  void keepsTheNewestLetters() {
    Letter other = new Letter("gap", "other", "gap", START, null, NOW, 1, "no answer", false);
    letters.put(other, 3);
    for (int i = 1; i <= 5; i++) {
      letters.put(letter(i), 3);
    }
    letters.put(letter(5), 3);

    assertThat(letters.list("hook", new PageRequest(10, null)))
        .containsExactly(letter(5), letter(4), letter(3));
    assertThat(letters.list("hook", new PageRequest(10, letters.positionOf(letter(4)))))
        .containsExactly(letter(3));
    assertThat(letters.list("other", new PageRequest(10, null))).containsExactly(other);
    letters.removeAllOf("hook");
    assertThat(letters.list("hook", new PageRequest(10, null))).isEmpty();
  }

  @Test
  void replaysFromTheOldestAndEndsAllThatWait() {
    for (int i = 1; i <= 3; i++) {
      letters.put(letter(i), 10);
    }
    assertThat(letters.markReplaying("other", "evt_1")).isFalse();
    assertThat(letters.markReplaying("hook", "none")).isFalse();
    assertThat(letters.markReplaying("hook", "evt_2")).isTrue();
    assertThat(letters.replaying("hook", 10)).extracting(Letter::id).containsExactly("evt_2");

    assertThat(letters.markAllReplaying("hook")).isEqualTo(3);
    assertThat(letters.replaying("hook", 2))
        .extracting(Letter::id)
        .containsExactly("evt_1", "evt_2");

    letters.endReplays(letter(1).failedAgain("answered 404"));

    assertThat(letters.replaying("hook", 10)).isEmpty();
    assertThat(letters.list("hook", new PageRequest(10, null)).getLast().attempts()).isEqualTo(4);
  }
}
