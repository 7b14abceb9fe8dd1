package com.paidhr.messenger.delivery.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** First passes of messages with more recipients than are listed, of which some were cut off. */
class MongoDeliveryRecordsIT {
  private static final MessageId MESSAGE = new MessageId(new ConversationId("hall"), 1);
  private static final int RECIPIENTS = DeliverySettings.STANDARD.detailLimit() + 2;
  private static final List<UserId> ALL =
      IntStream.rangeClosed(1, RECIPIENTS).mapToObj(i -> new UserId("member" + i)).toList();
  private static final UserId SLOW = ALL.getFirst();
  private static final UserId OTHER = ALL.getLast();

  private final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = mongo.getDatabase(TestStores.freshDatabase());
  private final MongoDeliveryRecords records =
      new MongoDeliveryRecords(database, DeliverySettings.STANDARD);

  @AfterEach
  void close() {
    mongo.close();
  }

  private static FirstPass pass(List<UserId> recipients, UserId... waiting) {
    List<UserId> late = List.of(waiting);
    return new FirstPass(
        MESSAGE,
        new UserId("ann"),
        Instant.EPOCH,
        Instant.EPOCH,
        "node",
        recipients.stream().filter(user -> !late.contains(user)).toList(),
        late);
  }

  /** A worker dies when it has stored who waits, before it stores the rest. */
  private void beginAndDie(UserId... waiting) {
    records.begin(List.of(pass(ALL, waiting)));
    database.getCollection("deliveries").deleteOne(Filters.eq("_id", MESSAGE + "#0"));
    assertThat(records.find(MESSAGE)).isEmpty();
  }

  private DeliveryRecord found() {
    return records.find(MESSAGE).orElseThrow();
  }

  @Test
  void countWhoHasItNow() {
    beginAndDie(SLOW);

    assertThat(records.begin(List.of(pass(ALL)))).isEmpty();

    assertThat(found().tally()).isEqualTo(new Tally(RECIPIENTS, 0, 0));
    assertThat(found().isDeliveredTo(SLOW)).isTrue();
  }

  @Test
  void listWhoWaitsNow() {
    beginAndDie(SLOW);

    records.begin(List.of(pass(ALL, SLOW, OTHER)));

    assertThat(found().tally()).isEqualTo(new Tally(RECIPIENTS, 2, 0));
    assertThat(found().recipients()).extracting(RecipientStatus::state).containsOnly(State.WAITING);
  }

  /** Every chunk is there already, with others. */
  @Test
  void listWhoWaitsNowInsteadOfOthers() {
    UserId[] before = ALL.subList(0, RECIPIENTS / 2).toArray(UserId[]::new);
    List<UserId> now = ALL.subList(RECIPIENTS / 2, RECIPIENTS);
    beginAndDie(before);

    records.begin(List.of(pass(ALL, now.toArray(UserId[]::new))));

    assertThat(found().recipients())
        .extracting(RecipientStatus::recipient)
        .containsExactlyInAnyOrderElementsOf(now);
    assertThat(found().tally()).isEqualTo(new Tally(RECIPIENTS, now.size(), 0));
  }

  @Test
  void countNobodyWhoIsNoRecipientAnyMore() {
    beginAndDie(SLOW);

    records.begin(List.of(pass(ALL.subList(1, RECIPIENTS), OTHER)));

    assertThat(found().recipients()).extracting(RecipientStatus::recipient).containsExactly(OTHER);
  }

  @Test
  void keepWhatBecameMeanwhileOfThoseWhoStillWait() {
    beginAndDie(SLOW);
    AttemptRecord lost = new AttemptRecord(6, Instant.EPOCH, "node", "LOST", 0, "lost", true);
    records.record(List.of(new Outcome.Failed(MESSAGE, SLOW, lost)));

    records.begin(List.of(pass(ALL, SLOW)));

    assertThat(found().tally()).isEqualTo(new Tally(RECIPIENTS, 0, 1));
  }

  @Test
  void changeNothingOfAMessageThatHadOne() {
    records.begin(List.of(pass(ALL)));

    assertThat(records.begin(List.of(pass(ALL, SLOW)))).containsExactly(MESSAGE);

    assertThat(found().tally()).isEqualTo(new Tally(RECIPIENTS, 0, 0));
    assertThat(found().atOnce()).isTrue();
  }
}
