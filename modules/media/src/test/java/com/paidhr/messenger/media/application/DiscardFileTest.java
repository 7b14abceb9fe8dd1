package com.paidhr.messenger.media.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscardFileTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final MessageId CARRIER = new MessageId(ROOM, 1);
  private static final AttachmentIntent INTENT = new AttachmentIntent(ROOM, ANN, "c1");

  private final Library library = new Library();
  private final StoredFile file = library.uploaded(ANN);

  private void assertRefused(UserId user, ProblemType type) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> library.discards.discard(user, file.id()))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(type));
    assertThat(library.files.find(file.id())).isPresent();
  }

  private void hold() {
    library.attachments.hold(INTENT, List.of(file.id()));
  }

  private void carry() {
    hold();
    library.attachments.reference(INTENT, CARRIER, List.of(file.id()));
  }

  @Test
  void removesAFileThatNoMessageCarries() {
    library.discards.discard(ANN, file.id());

    assertThat(library.files.count()).isZero();
  }

  @Test
  void refusesWhileAMessageCarriesTheFile() {
    carry();

    assertRefused(ANN, ProblemType.CONFLICT);
  }

  @Test
  void refusesWhileAMessageIsAboutToCarryTheFile() {
    hold();

    assertRefused(ANN, ProblemType.CONFLICT);
  }

  @Test
  void refusesWhenTheHeldMessageWasStored() {
    hold();
    library.audience.stored(INTENT, CARRIER);
    library.clock.advance(Holds.PATIENCE.plusSeconds(1));

    assertRefused(ANN, ProblemType.CONFLICT);
  }

  @Test
  void removesAFileWhoseSendCameToNothing() {
    hold();
    library.clock.advance(Holds.PATIENCE.plus(Duration.ofMillis(1)));

    library.discards.discard(ANN, file.id());

    assertThat(library.files.count()).isZero();
  }

  @Test
  void removesAFileThatWasReleased() {
    carry();
    library.attachments.release(CARRIER, List.of(file.id()));

    library.discards.discard(ANN, file.id());

    assertThat(library.files.count()).isZero();
  }

  @Test
  void hidesAFileFromThoseWhoMayNotSeeIt() {
    assertRefused(BOB, ProblemType.NOT_FOUND);
  }

  @Test
  void refusesThoseWhoOnlySeeTheFile() {
    carry();
    library.audience.shows(CARRIER, BOB);

    assertRefused(BOB, ProblemType.FORBIDDEN);
  }
}
