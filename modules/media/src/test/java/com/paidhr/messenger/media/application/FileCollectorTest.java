package com.paidhr.messenger.media.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileCollectorTest {
  private static final UserId ANN = new UserId("ann");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final MessageId CARRIER = new MessageId(ROOM, 1);
  private static final AttachmentIntent INTENT = new AttachmentIntent(ROOM, ANN, "c1");
  private static final Duration KEPT = Library.SETTINGS.unreferencedAfter();

  private final Library library = new Library();
  private final StoredFile file = library.uploaded(ANN);

  private boolean isThere() {
    return library.files.find(file.id()).isPresent();
  }

  @Test
  void removesAFileThatNoMessageCameToCarry() {
    library.clock.advance(KEPT.minusMillis(1));
    assertThat(library.collector.collect()).isZero();

    library.clock.advance(Duration.ofMillis(1));
    assertThat(library.collector.collect()).isEqualTo(1);

    assertThat(isThere()).isFalse();
  }

  @Test
  void keepsAFileThatAMessageCarriesForEver() {
    library.attachments.reference(INTENT, CARRIER, List.of(file.id()));
    library.clock.advance(KEPT.multipliedBy(1_000));

    assertThat(library.collector.collect()).isZero();

    assertThat(isThere()).isTrue();
  }

  @Test
  void keepsAFileThatWasReleasedByOneOfTwoCarriers() {
    library.attachments.reference(INTENT, CARRIER, List.of(file.id()));
    library.attachments.reference(INTENT, new MessageId(ROOM, 2), List.of(file.id()));
    library.attachments.release(CARRIER, List.of(file.id()));
    library.clock.advance(KEPT);

    assertThat(library.collector.collect()).isZero();

    assertThat(isThere()).isTrue();
    assertThat(library.files.collectable(library.clock.instant(), 10)).isEmpty();
  }

  @Test
  void keepsAFileWhoseSenderEndedAfterTheInsert() {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.audience.stored(INTENT, CARRIER);
    library.clock.advance(KEPT);

    assertThat(library.collector.collect()).isZero();

    assertThat(library.files.find(file.id()).orElseThrow().references()).containsExactly(CARRIER);
  }

  @Test
  void removesAFileWhoseMessageWasDeletedWhileItsHoldWasCompleted() {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.audience.stored(INTENT, CARRIER);
    library.audience.afterFind =
        () -> {
          library.audience.deleted(INTENT);
          library.attachments.release(CARRIER, List.of(file.id()));
        };
    library.clock.advance(KEPT);

    assertThat(library.collector.collect()).isEqualTo(1);
  }

  @Test
  void removesAFileWhoseSendCameToNothing() {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.clock.advance(KEPT);

    assertThat(library.collector.collect()).isEqualTo(1);
  }

  @Test
  void keepsAFileForAScheduledMessageAndOutOfTheOthersWay() {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.audience.scheduled.add(INTENT);
    for (int i = 0; i < 3; i++) {
      library.clock.advance(KEPT);
      assertThat(library.collector.collect()).isZero();
      assertThat(library.files.collectable(library.clock.instant(), 10)).isEmpty();
    }

    library.audience.scheduled.remove(INTENT);
    library.clock.advance(KEPT);
    assertThat(library.collector.collect()).isEqualTo(1);
  }

  @Test
  void finishesARemovalThatWasInterrupted() {
    library.files.condemn(file.id(), library.clock.instant());

    assertThat(library.collector.collect()).isEqualTo(1);

    assertThat(library.files.count()).isZero();
  }

  @Test
  void removesWhatAnInterruptedUploadLeft() {
    @SuppressWarnings("unused")
    var interrupted = library.files.begin(new MediaId("x"), ANN, "a", library.clock.instant());
    library.clock.advance(
        Library.SETTINGS.uploadTimeout().plus(Library.SCANS.timeout()).multipliedBy(2));
    assertThat(library.collector.collect()).isZero();

    library.clock.advance(Duration.ofMillis(1));
    assertThat(library.collector.collect()).isEqualTo(1);
  }

  @Test
  void removesMoreThanOneBatch() {
    for (int i = 0; i < 250; i++) {
      library.uploaded(ANN);
    }
    library.clock.advance(KEPT);

    assertThat(library.collector.collect()).isEqualTo(251);
  }
}
