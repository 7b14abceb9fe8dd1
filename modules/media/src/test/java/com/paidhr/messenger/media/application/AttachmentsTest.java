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
import com.paidhr.messenger.shared.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final MessageId CARRIER = new MessageId(ROOM, 1);
  private static final AttachmentIntent INTENT = new AttachmentIntent(ROOM, ANN, "c1");

  private final Library library = new Library();

  private void assertRefused(List<MediaId> media, String... pointers) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> library.attachments.hold(INTENT, media))
        .satisfies(refusal -> {
          assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_CONTENT);
          assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly(pointers);
        });
  }

  @Test
  void summarizesFilesInTheOrderAskedFor() {
    StoredFile one = library.uploaded(ANN);
    StoredFile two = library.uploaded(ANN);

    assertThat(library.attachments.hold(INTENT, List.of(two.id(), one.id())))
        .containsExactly(two.summary(), one.summary());
  }

  @Test
  void holdsNothingForAMessageWithoutFiles() {
    assertThat(library.attachments.hold(INTENT, List.of())).isEmpty();
  }

  @Test
  void namesEveryFileThatTheSenderMayNotAttach() {
    StoredFile own = library.uploaded(ANN);
    StoredFile foreign = library.uploaded(BOB);

    assertRefused(
        List.of(new MediaId("absent"), own.id(), foreign.id()), "/attachments/0", "/attachments/2");
  }

  @Test
  void refusesAFileGivenTwice() {
    StoredFile own = library.uploaded(ANN);

    assertRefused(List.of(own.id(), own.id()), "/attachments/1");
  }

  @Test
  void refusesTooManyFiles() {
    assertRefused(Collections.nCopies(11, new MediaId("a")), "/attachments");
  }

  @Test
  void attachesAFileThatTheSenderMaySee() {
    StoredFile foreign = library.uploaded(BOB);
    library.attachments.reference(
        new AttachmentIntent(ROOM, BOB, "c2"), CARRIER, List.of(foreign.id()));
    library.audience.shows(CARRIER, ANN);

    assertThat(library.attachments.hold(INTENT, List.of(foreign.id())))
        .containsExactly(foreign.summary());
  }

  @Test
  void refusesADiscardedFile() {
    StoredFile own = library.uploaded(ANN);
    library.discards.discard(ANN, own.id());

    assertRefused(List.of(own.id()), "/attachments/0");
  }
}
