package com.paidhr.messenger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.media.application.DiscardFile;
import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.media.rest.MediaResource;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.SliceCaller;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Media's beans on the embedded store; the messages are in memory. */
@ExtendWith(ArquillianExtension.class)
class MediaSliceIT {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final byte[] BYTES = {1, 2, 3};

  @Inject SliceCaller caller;
  @Inject AudienceFixture audience;
  @Inject MediaLibrary library;
  @Inject UploadFile uploads;
  @Inject ReadFile reads;
  @Inject DiscardFile discards;
  @Inject MediaResource resource;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("media").addClass(AudienceFixture.class);
  }

  @Test
  void givesTheBytesBack() throws IOException {
    StoredFile file = uploaded();

    try (InputStream bytes = reads.open(reads.find(ANN, file.id()), 0, file.size())) {
      assertThat(bytes.readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void showsAFileToThoseWhoSeeItsMessage() {
    StoredFile file = uploaded();
    AttachmentIntent intent = new AttachmentIntent(ROOM, ANN, "seen");
    MessageId message = new MessageId(ROOM, 1);
    assertThat(statusOf(() -> reads.find(BOB, file.id()))).isEqualTo(404);

    assertThat(library.hold(intent, List.of(file.id()))).containsExactly(file.summary());
    audience.stored(intent, message, BOB);
    library.reference(intent, message, List.of(file.id()));

    assertThat(reads.find(BOB, file.id()).references()).containsExactly(message);
    assertThat(statusOf(() -> discards.discard(ANN, file.id()))).isEqualTo(409);
  }

  @Test
  void completesAHoldWhoseSenderEnded() {
    StoredFile file = uploaded();
    AttachmentIntent intent = new AttachmentIntent(ROOM, ANN, "ended");
    library.hold(intent, List.of(file.id()));

    audience.stored(intent, new MessageId(ROOM, 2), BOB);

    assertThat(reads.find(BOB, file.id()).id()).isEqualTo(file.id());
    assertThat(reads.find(ANN, file.id()).references()).containsExactly(new MessageId(ROOM, 2));
  }

  @Test
  void freesAFileWhenItsMessageIsDeleted() {
    StoredFile file = uploaded();
    AttachmentIntent intent = new AttachmentIntent(ROOM, ANN, "deleted");
    MessageId message = new MessageId(ROOM, 3);
    library.hold(intent, List.of(file.id()));
    audience.stored(intent, message, BOB);
    library.reference(intent, message, List.of(file.id()));

    library.release(message, List.of(file.id()));

    assertThat(statusOf(() -> reads.find(BOB, file.id()))).isEqualTo(404);
    discards.discard(ANN, file.id());
    assertThat(statusOf(() -> reads.find(ANN, file.id()))).isEqualTo(404);
  }

  @Test
  void asksForTheCallerOfTheRequest() {
    StoredFile file = uploaded();
    caller.is(BOB);

    assertThat(statusOf(() -> resource.describe(file.id(), null))).isEqualTo(404);
  }

  private static int statusOf(ThrowingCallable call) {
    return catchThrowableOfType(DomainException.class, call).type().status();
  }

  private StoredFile uploaded() {
    return uploads.upload(
        ANN,
        new IncomingFile() {
          @Override
          public String name() {
            return "a.bin";
          }

          @Override
          public InputStream bytes() {
            return new ByteArrayInputStream(BYTES);
          }

          @Override
          public void requireEnd() {}
        });
  }
}
