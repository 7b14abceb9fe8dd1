package com.paidhr.messenger.media.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.media.domain.Dimensions;
import com.paidhr.messenger.media.domain.Infection;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.ScanFailedException;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.budget.BudgetSettings;
import com.paidhr.messenger.shared.budget.Client;
import com.paidhr.messenger.shared.budget.Holding;
import com.paidhr.messenger.shared.budget.MemoryBudget;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFileTest {
  private static final UserId ANN = new UserId("ann");

  private final Library library = new Library();

  private StoredFile upload(byte[] bytes) {
    return library.uploads.upload(ANN, Library.incoming(bytes));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] image(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] allOf(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(IncomingFile incoming, ProblemType type) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> library.uploads.upload(ANN, incoming))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(type));
    assertThat(library.files.count()).isZero();
    assertThat(library.files.abandoned(library.clock.instant().plusSeconds(1), 10)).isEmpty();
  }

  private static void within(MemoryBudget budget, Runnable request) {
    try (Holding holding = budget.open("here", Client.PROMPT)) {
      holding.serve(request);
    }
  }

  private static MemoryBudget budget(long total) {
    return new MemoryBudget(new BudgetSettings(total, total, total, Duration.ZERO));
  }

  @Test
  void isChargedForWhatOfAFileLiesInMemory() {
    MemoryBudget budget = budget(10_000_000);

    within(
        budget,
        () -> {
          upload(new byte[500_000]);
          assertThat(budget.held()).isBetween(550_000L, 1_000_000L);
        });
    within(
        budget,
        () -> {
          StoredFile large = upload(new byte[500_000]);
          long before = budget.held();
          library.reads.open(large, 0, 10);
          assertThat(budget.held() - before).isBetween(255_000L, 300_000L);
        });

    assertThat(budget.held()).isZero();
  }

  @Test
  void beginsNothingWhenTooMuchLiesInMemory() {
    within(
        budget(500_000),
        () -> assertRefused(Library.incoming(new byte[1]), ProblemType.UNAVAILABLE));
  }

  @Test
  void computesTheChecksumOfAllBytes() {
    StoredFile stored = upload(ascii("abc"));

    assertThat(stored.content().sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(stored.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7 x, application/pdf",
    "just words, text/plain",
    "<html><script>alert(1)</script></html>, text/html",
    "GIF89a......, image/gif",
    "OggS........, application/ogg",
  })
  void findsTheTypeInTheBytes(String start, String type) {
    assertThat(upload(ascii(start)).content().type()).isEqualTo(type);
  }

  @Test
  void callsUnknownBytesAnOctetStream() {
    assertThat(upload(new byte[] {0, 1, 2, (byte) 0xFE}).content().type())
        .isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void readsTheSizeOfImages(String format) {
    StoredFile stored = upload(image(format, 37, 21));

    assertThat(stored.content().type()).isEqualTo("image/" + format);
    assertThat(stored.content().dimensions()).isEqualTo(new Dimensions(37, 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void storesImagesWithABrokenHeaderWithoutASize(String format) {
    byte[] whole = image(format, 37, 21);

    for (int cut = 4; cut < 24; cut++) {
      StoredFile stored = upload(Arrays.copyOf(whole, cut));

      assertThat(stored.size()).isEqualTo(cut);
    }
    assertThat(upload(Arrays.copyOf(whole, 14)).content().dimensions()).isNull();
  }

  @Test
  void refusesAnEmptyFile() {
    assertRefused(Library.incoming(new byte[0]), ProblemType.INVALID_CONTENT);
  }

  @Test
  void acceptsTheLargestFileAndRefusesOneByteMore() {
    int max = (int) Library.SETTINGS.maxSize();

    assertRefused(Library.incoming(new byte[max + 1]), ProblemType.BODY_TOO_LARGE);
    assertThat(upload(new byte[max]).size()).isEqualTo(max);
  }

  @Test
  void refusesWhatAQuotaDoesNotAdmitAndCountsWhatIsGone() {
    StoredFile first = upload(new byte[1_000_000]);
    upload(new byte[1_000_000]);

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> upload(new byte[500_001]))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED));
    upload(new byte[500_000]);
    assertThat(library.files.usage(ANN).user()).isEqualTo(2_500_000);

    AtomicBoolean read = new AtomicBoolean();
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            read.set(true);
            return -1;
          }
        };
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> library.uploads.upload(ANN, Library.incoming(unread, () -> {})))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED));
    assertThat(read).as("a body that cannot be kept is not read").isFalse();

    library.discards.discard(ANN, first.id());
    assertThat(upload(new byte[1_000_000])).isNotNull();
  }

  @Test
  void countsTheFilesOfAllTogether() {
    UserId bob = new UserId("bob");
    upload(new byte[1_000_000]);
    upload(new byte[1_000_000]);
    library.uploads.upload(bob, Library.incoming(new byte[1_000_000]));

    library.uploads.upload(bob, Library.incoming(new byte[999_999]));

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> upload(new byte[2]))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED));
  }

  @Test
  void refusesAnUploadThatTakesTooLong() {
    InputStream slow =
        new ByteArrayInputStream(new byte[10]) {
          @Override
          public int read(byte[] target, int offset, int length) {
            library.clock.advance(Duration.ofSeconds(31));
            return super.read(target, offset, 1);
          }
        };

    assertRefused(Library.incoming(slow, () -> {}), ProblemType.REQUEST_TIMEOUT);
  }

  @Test
  void leavesNothingOfABodyThatBreaksOff() {
    InputStream broken =
        new ByteArrayInputStream(new byte[10]) {
          @Override
          public int read(byte[] target, int offset, int length) {
            throw new UnreadableUploadException(new IOException("reset"));
          }
        };

    assertRefused(Library.incoming(broken, () -> {}), ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void scansAllBytesAndKeepsTheResult() {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    AtomicReference<byte[]> scanned = new AtomicReference<>();
    library.scanner =
        file -> {
          scanned.set(allOf(file));
          return Scan.CLEAN;
        };

    StoredFile stored = upload(bytes);

    assertThat(scanned.get()).isEqualTo(bytes);
    assertThat(library.reads.find(ANN, stored.id()).content().scan()).isEqualTo(Scan.CLEAN);
  }

  @Test
  void leavesNothingOfAnInfectedFile() {
    library.scanner = file -> new Infection("Win.Virus-1");

    assertRefused(Library.incoming(ascii("a")), ProblemType.INFECTED_FILE);
  }

  @Test
  void leavesNothingOfAFileThatTheScannerSaysNothingOf() {
    library.scanner =
        file -> {
          throw new ScanFailedException("away", new IOException("away"));
        };

    assertRefused(Library.incoming(ascii("a")), ProblemType.UNAVAILABLE);
  }

  @Test
  void asksTheScannerForNothingThatIsRefusedAnyway() {
    library.scanner =
        file -> {
          throw new AssertionError("scanned");
        };

    assertRefused(Library.incoming(new byte[0]), ProblemType.INVALID_CONTENT);
  }

  @Test
  void leavesNothingWhenTheRequestHeldMoreThanTheFile() {
    IncomingFile surplus =
        Library.incoming(
            new ByteArrayInputStream(new byte[10]),
            () -> {
              throw DomainException.invalid("/file", "One upload is one file");
            });

    assertRefused(surplus, ProblemType.INVALID_CONTENT);
  }
}
