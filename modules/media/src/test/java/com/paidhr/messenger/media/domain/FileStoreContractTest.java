package com.paidhr.messenger.media.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link FileStore} does; run against the fake of the tests and against GridFS. */
public abstract class FileStoreContractTest {
  protected static final UserId ANN = new UserId("ann");
  protected static final ConversationId ROOM = new ConversationId("room");
  protected static final MessageId CARRIER = new MessageId(ROOM, 7);
  protected static final AttachmentIntent INTENT = new AttachmentIntent(ROOM, ANN, "c 1.$");
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(24));
  protected static final Content CONTENT =
      new Content("image/png", "ab".repeat(32), new Dimensions(3, 4), Scan.CLEAN);

  private final IdGenerator ids = new IdGenerator();

  protected abstract FileStore files();

  private MediaId newId() {
    return new MediaId(ids.next());
  }

  private MediaId stored(byte[] bytes) {
    MediaId id = newId();
    try (FileStore.Writing writing = files().begin(id, ANN, "näme.png", NOW)) {
      for (int at = 0; at < bytes.length; at += 10_000) {
        writing.write(bytes, at, Math.min(10_000, bytes.length - at));
      }
      writing.complete(CONTENT, NOW, LATER);
    }
    return id;
  }

  private StoredFile found(MediaId id) {
    return files().find(id).orElseThrow();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Nested
  class Counting {
    private final UserId owner = new UserId("owner" + ids.next());
    private final long before = files().usage(owner).all();

    private boolean store(int size, Quota quota, boolean complete) {
      try (FileStore.Writing writing = files().begin(newId(), owner, "a", NOW)) {
        writing.write(bytes(size), 0, size);
        boolean fits = writing.charge(quota);
        if (fits && complete) {
          writing.complete(CONTENT, NOW, LATER);
        }
        return fits;
      }
    }

    private Quota ofUser(long bytes) {
      return new Quota(bytes, Long.MAX_VALUE / 2);
    }

    private long used() {
      return files().usage(owner).user();
    }

    @Test
    void countsCompleteFilesUpToTheQuota() {
      assertThat(store(600, ofUser(1_000), true)).isTrue();
      assertThat(store(401, ofUser(1_000), true)).isFalse();
      assertThat(store(400, ofUser(1_000), true)).isTrue();

      assertThat(used()).isEqualTo(1_000);
      assertThat(files().usage(owner).all() - before).isEqualTo(1_000);
      assertThat(files().usage(new UserId("nobody" + ids.next())).user()).isZero();
    }

    @Test
    void chargesNobodyWhereAllTogetherHaveTooMuch() {
      assertThat(store(600, new Quota(1_000, before + 599), true)).isFalse();

      assertThat(used()).isZero();
      assertThat(files().usage(owner).all()).isEqualTo(before);
    }

    @Test
    void givesBackWhatIsGivenUpOrErased() {
      assertThat(store(600, ofUser(1_000), false)).isTrue();
      assertThat(used()).isZero();

      MediaId id = newId();
      try (FileStore.Writing writing = files().begin(id, owner, "a", NOW)) {
        writing.write(bytes(700), 0, 700);
        writing.charge(ofUser(1_000));
        writing.complete(CONTENT, NOW, LATER);
      }
      assertThat(used()).isEqualTo(700);
      files().condemn(id, NOW);
      files().erase(id);
      files().erase(id);
      assertThat(used()).isZero();
      assertThat(files().usage(owner).all()).isEqualTo(before);
    }
  }

  @Nested
  class Writing {
    @Test
    void keepsEverythingThatIsKnownOfAFile() {
      MediaId id = newId();

      StoredFile complete;
      try (FileStore.Writing writing = files().begin(id, ANN, "näme.png", NOW)) {
        writing.write(bytes(5), 0, 5);
        complete = writing.complete(CONTENT, NOW, LATER);
      }

      assertThat(found(id)).isEqualTo(complete);
      assertThat(complete)
          .isEqualTo(
              new StoredFile(id, ANN, "näme.png", 5, CONTENT, NOW, List.of(), List.of(), null));
    }

    @Test
    void keepsAFileWithoutDimensions() {
      MediaId id = newId();
      Content text = new Content("text/plain", "cd".repeat(32), null, Scan.SKIPPED);

      try (FileStore.Writing writing = files().begin(id, ANN, "a", NOW)) {
        writing.write(bytes(1), 0, 1);
        writing.complete(text, NOW, LATER);
      }

      assertThat(found(id).content()).isEqualTo(text);
    }

    @Test
    void showsNothingBeforeTheFileIsComplete() {
      MediaId id = newId();

      try (FileStore.Writing writing = files().begin(id, ANN, "a", NOW)) {
        writing.write(bytes(600_000), 0, 600_000);

        assertThat(files().find(id)).isEmpty();
        assertThat(files().findAll(List.of(id))).isEmpty();
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 261_120, 600_000})
    void givesAllBytesBeforeTheFileIsComplete(int length) throws IOException {
      MediaId id = newId();
      byte[] bytes = bytes(length);

      try (FileStore.Writing writing = files().begin(id, ANN, "a", NOW)) {
        writing.write(bytes, 0, length);

        assertThat(writing.bytes().readAllBytes()).isEqualTo(bytes);
        assertThat(files().find(id)).isEmpty();
        writing.complete(CONTENT, NOW, LATER);
      }

      try (InputStream stream = files().open(found(id), 0, length)) {
        assertThat(stream.readAllBytes()).isEqualTo(bytes);
      }
    }

    @Test
    void leavesNothingOfAFileThatWasGivenUp() {
      MediaId id = newId();

      try (FileStore.Writing writing = files().begin(id, ANN, "a", NOW)) {
        writing.write(bytes(600_000), 0, 600_000);
      }

      assertThat(files().find(id)).isEmpty();
      assertThat(files().abandoned(LATER, 10_000)).doesNotContain(id);
    }

    @Test
    void findsTheCompleteOnesOfSeveralIds() {
      MediaId one = stored(bytes(1));
      MediaId two = stored(bytes(2));

      assertThat(files().findAll(List.of(two, newId(), one)))
          .extracting(StoredFile::id)
          .containsExactlyInAnyOrder(one, two);
    }
  }

  @Nested
  class Reading {
    private final byte[] bytes = bytes(700_001);
    private final StoredFile file = found(stored(bytes));

    @Test
    void givesAllBytes() throws IOException {
      try (InputStream stream = files().open(file, 0, file.size())) {
        assertThat(stream.readAllBytes()).isEqualTo(bytes);
      }
    }

    @Test
    void givesAnyPart() throws IOException {
      for (int[] part :
          new int[][] {
            {0, 1}, {261_119, 2}, {261_120, 261_120}, {5, 600_000}, {700_000, 1}, {9, 0}
          }) {
        try (InputStream stream = files().open(file, part[0], part[1])) {
          assertThat(stream.readAllBytes())
              .isEqualTo(Arrays.copyOfRange(bytes, part[0], part[0] + part[1]));
        }
      }
    }

    @Test
    void givesSingleBytes() throws IOException {
      try (InputStream stream = files().open(file, 700_000, 1)) {
        assertThat(stream.read()).isEqualTo(bytes[700_000] & 0xFF);
        assertThat(stream.read()).isEqualTo(-1);
      }
    }

    @Test
    void failsWhenTheFileIsErasedMeanwhile() throws IOException {
      try (InputStream stream = files().open(file, 0, file.size())) {
        assertThat(stream.read()).isNotEqualTo(-1);
        files().erase(file.id());

        assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @Nested
  class Carrying {
    private final MediaId id = stored(bytes(1));

    @Test
    void holdsOnceForOneIntent() {
      assertThat(files().hold(id, INTENT, NOW, LATER)).isTrue();
      assertThat(files().hold(id, INTENT, NOW, LATER)).isTrue();

      assertThat(found(id).holds()).containsExactly(INTENT);
      assertThat(found(id).heldAt()).isEqualTo(NOW);
    }

    @Test
    void turnsAHoldIntoAReferenceOnce() {
      AttachmentIntent other = new AttachmentIntent(ROOM, ANN, "c2");
      files().hold(id, INTENT, NOW, LATER);
      files().hold(id, other, NOW, LATER);

      files().reference(id, INTENT, CARRIER);
      files().reference(id, INTENT, CARRIER);

      assertThat(found(id).references()).containsExactly(CARRIER);
      assertThat(found(id).holds()).containsExactly(other);
      assertThat(files().collectable(LATER, 10_000)).extracting(StoredFile::id).doesNotContain(id);
    }

    @Test
    void endsAHoldWithoutAMessage() {
      files().hold(id, INTENT, NOW, LATER);

      files().dropHold(id, INTENT);

      assertThat(found(id).holds()).isEmpty();
    }

    @Test
    void releasesACarrierOnce() {
      MessageId second = new MessageId(ROOM, 8);
      files().reference(id, INTENT, CARRIER);
      files().reference(id, INTENT, second);

      files().release(id, CARRIER, LATER);
      files().release(id, CARRIER, LATER.plusSeconds(1));

      assertThat(found(id).references()).containsExactly(second);
    }

    @Test
    void passesOverFilesThatAreGone() {
      MediaId gone = newId();

      assertThat(files().hold(gone, INTENT, NOW, LATER)).isFalse();
      files().reference(gone, INTENT, CARRIER);
      files().release(gone, CARRIER, LATER);
      files().dropHold(gone, INTENT);

      assertThat(files().find(gone)).isEmpty();
    }
  }

  @Nested
  class Collecting {
    private final MediaId id = stored(bytes(300_000));

    @Test
    void listsAFileWhenItsTimeHasCome() {
      assertThat(files().collectable(LATER.minusMillis(1), 10_000))
          .extracting(StoredFile::id)
          .doesNotContain(id);
      assertThat(files().collectable(LATER, 10_000)).extracting(StoredFile::id).contains(id);
    }

    @Test
    void listsAReleasedFileAgain() {
      files().reference(id, INTENT, CARRIER);
      files().release(id, CARRIER, LATER);

      assertThat(files().collectable(LATER, 10_000)).extracting(StoredFile::id).contains(id);
    }

    @Test
    void hidesACondemnedFileFromEverybody() {
      assertThat(files().condemn(id, NOW)).isTrue();

      assertThat(files().find(id)).isEmpty();
      assertThat(files().findAll(List.of(id))).isEmpty();
      assertThat(files().hold(id, INTENT, NOW, LATER)).isFalse();
      assertThat(files().collectable(NOW, 10_000)).extracting(StoredFile::id).contains(id);
      assertThat(files().condemn(id, NOW)).isTrue();
    }

    @Test
    void condemnsNeitherCarriedNorHeldNorAbsentFiles() {
      MediaId held = stored(bytes(1));
      files().hold(held, INTENT, NOW, LATER);
      files().reference(id, INTENT, CARRIER);

      assertThat(files().condemn(id, NOW)).isFalse();
      assertThat(files().condemn(held, NOW)).isFalse();
      assertThat(files().condemn(newId(), NOW)).isFalse();
      assertThat(files().find(id)).isPresent();
    }

    @Test
    void keepsOnlyWhatIsCarried() {
      MediaId carried = stored(bytes(1));
      files().reference(carried, INTENT, CARRIER);
      files().hold(carried, INTENT, NOW, LATER);

      assertThat(files().keep(carried)).isTrue();
      assertThat(files().keep(id)).isFalse();

      assertThat(files().collectable(LATER, 10_000))
          .extracting(StoredFile::id)
          .contains(id)
          .doesNotContain(carried);
    }

    @Test
    void erasesRepeatedly() {
      files().erase(id);
      files().erase(id);

      assertThat(files().find(id)).isEmpty();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void erasesAnAbandonedStart() {
      MediaId abandoned = newId();
      files().begin(abandoned, ANN, "a", NOW).write(bytes(600_000), 0, 600_000);

      assertThat(files().abandoned(NOW, 10_000)).doesNotContain(abandoned);
      assertThat(files().abandoned(NOW.plusMillis(1), 10_000)).contains(abandoned);
      assertThat(files().eraseAbandoned(abandoned)).isTrue();
      assertThat(files().abandoned(LATER, 10_000)).doesNotContain(abandoned);
    }

    @Test
    void neverErasesACompleteFileAsAbandoned() {
      assertThat(files().eraseAbandoned(id)).isFalse();

      assertThat(files().find(id)).isPresent();
    }
  }
}
