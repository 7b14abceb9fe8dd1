package com.paidhr.messenger.media.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileVisibilityTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final MessageId CARRIER = new MessageId(ROOM, 1);
  private static final AttachmentIntent INTENT = new AttachmentIntent(ROOM, ANN, "c1");

  private final Library library = new Library();
  private final StoredFile file = library.uploaded(ANN);

  private void carry(MessageId message) {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.attachments.reference(INTENT, message, List.of(file.id()));
  }

  private void assertHiddenFromBob(MediaId id) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> library.reads.find(BOB, id))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.NOT_FOUND));
  }

  @Test
  void showsAFileToItsUploader() {
    assertThat(library.reads.find(ANN, file.id())).isEqualTo(file);
  }

  @Test
  void hidesAFileThatNoMessageCarries() {
    assertHiddenFromBob(file.id());
    assertHiddenFromBob(new MediaId("absent"));
  }

  @Test
  void showsAFileToWhoeverSeesACarrier() {
    carry(CARRIER);
    library.audience.shows(CARRIER, BOB);

    assertThat(library.reads.find(BOB, file.id()).references()).containsExactly(CARRIER);
  }

  @Test
  void hidesAFileFromTheMomentThatItsCarrierIsHidden() {
    carry(CARRIER);
    library.audience.shows(CARRIER, BOB);
    library.audience.hides(CARRIER, BOB);

    assertHiddenFromBob(file.id());
  }

  @Test
  void findsTheVisibleOneOfManyCarriers() {
    MessageId oldest = new MessageId(ROOM, 1);
    for (int seq = 1; seq <= 450; seq++) {
      library.attachments.reference(INTENT, new MessageId(ROOM, seq), List.of(file.id()));
    }
    assertHiddenFromBob(file.id());

    library.audience.shows(oldest, BOB);

    assertThat(library.reads.find(BOB, file.id()).id()).isEqualTo(file.id());
  }

  @Test
  void completesWhatASenderLeftBetweenInsertAndReference() {
    library.attachments.hold(INTENT, List.of(file.id()));
    library.audience.stored(INTENT, CARRIER);
    library.audience.shows(CARRIER, BOB);

    library.reads.find(BOB, file.id());

    StoredFile now = library.reads.find(ANN, file.id());
    assertThat(now.references()).containsExactly(CARRIER);
    assertThat(now.holds()).isEmpty();
  }
}
