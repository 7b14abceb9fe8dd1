package com.paidhr.messenger.media.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFileTest {
  private static final String TYPE = "multipart/form-data; boundary=b";
  private static final String END = "\r\n--b--\r\n";

  private static MultipartBody body(String text) {
    return body(TYPE, -1, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MultipartBody body(String type, long length, InputStream bytes) {
    return new MultipartBody(type, length, 1_000_000, bytes);
  }

  private static String part(String disposition) {
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  private static void assertRefused(ThrowingRead read, ProblemType type) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(read::run)
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(type));
  }

  private interface ThrowingRead {
    void run() throws IOException;
  }

  @Test
  void givesTheBytesOfTheFile() throws IOException {
    MultipartFile file =
        MultipartFile.open(
            body(part("name=\"file\"; filename=\"a.txt\"") + "one\r\n--c\r\ntwo" + END));

    assertThat(file.name()).isEqualTo("a.txt");
    assertThat(file.bytes().readAllBytes())
        .isEqualTo("one\r\n--c\r\ntwo".getBytes(StandardCharsets.UTF_8));
    file.requireEnd();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename=\"näme 月.png\"|näme 月.png",
        "filename*=UTF-8''n%C3%A4me.png|näme.png",
        "filename=\"C:\\temp\\a.png\"|a.png",
        "filename=plain.png|plain.png",
        "x=y|file",
        "filename=\"a\\\"b.txt\"|a\"b.txt",
        "filename=\"a;b=c.txt\"; x=y|a;b=c.txt",
        "filename=\"x.png\"; filename*=utf-8'en'%E6%9C%88.png|月.png",
        "FileName=\"A.TXT\"|A.TXT",
        "filename=\".\"|file",
        "filename=\"..\"|file",
        "filename=\"a/..\"|file",
        "filename=\"...\"|...",
        "filename=\"\"|file",
        "x=\"filename=no\"; filename=yes|yes",
      })
  void understandsNames(String parameter, String name) {
    assertThat(MultipartFile.open(body(part("name=\"file\"; " + parameter) + "x" + END)).name())
        .isEqualTo(name);
  }

  @Test
  void refusesANameThatIsNotUtf8() {
    byte[] bytes =
        (part("name=\"file\"; filename=\"\u00E4.png\"") + "x" + END)
            .getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(
        () -> MultipartFile.open(body(TYPE, -1, new ByteArrayInputStream(bytes))),
        ProblemType.INVALID_CONTENT);
  }

  @Test
  void refusesNul() {
    assertRefused(
        () -> MultipartFile.open(body(part("name=\"file\"; filename=\"a\0.txt\"") + "x" + END)),
        ProblemType.INVALID_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n--b", "\r\n--b\r\n", "\r\n--b-", "\r\n--b-\r\n", "--b--", "\n--b--\r\n"})
  void refusesABodyWhoseLastBoundaryIsNotTheLast(String end) {
    assertRefused(
        () -> {
          MultipartFile file =
              MultipartFile.open(body(part("name=\"file\"; filename=\"a\"") + "x" + end));
          file.bytes().transferTo(OutputStream.nullOutputStream());
          file.requireEnd();
        },
        ProblemType.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n--b--", "\r\n--b--\r\n", "\r\n--b--\r\nand an epilogue", "\r\r\n--b--"})
  void takesAnyEndThatIsOne(String end) throws IOException {
    MultipartFile file =
        MultipartFile.open(body(part("name=\"file\"; filename=\"a\"") + "x--b--" + end));

    file.bytes().transferTo(OutputStream.nullOutputStream());
    file.requireEnd();
  }

  @Test
  void refusesABodyWithoutAFile() {
    assertRefused(() -> MultipartFile.open(body("--b--\r\n")), ProblemType.INVALID_CONTENT);
  }

  @Test
  void refusesAnotherPart() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> MultipartFile.open(body(part("name=\"x\"") + "y" + END)))
        .satisfies(refusal -> {
          assertThat(refusal.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
          assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/x");
        });
  }

  @Test
  void refusesASecondFile() throws IOException {
    MultipartFile file =
        MultipartFile.open(
            body(
                part("name=\"file\"; filename=\"a\"")
                    + "1\r\n"
                    + part("name=\"file\"; filename=\"b\"")
                    + "2"
                    + END));
    assertThat(file.bytes().readAllBytes()).containsExactly('1');

    assertRefused(file::requireEnd, ProblemType.INVALID_CONTENT);
  }

  @Test
  void refusesAnotherPartBehindTheFile() throws IOException {
    MultipartFile file =
        MultipartFile.open(
            body(part("name=\"file\"; filename=\"a\"") + "1\r\n" + part("name=\"x\"") + "2" + END));
    assertThat(file.bytes().readAllBytes()).containsExactly('1');

    assertRefused(file::requireEnd, ProblemType.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no multipart at all",
        "--other\r\n\r\nx\r\n--other--",
        "--b",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbroken off",
      })
  void refusesWhatIsNoWholeBody(String text) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> {
          MultipartFile file = MultipartFile.open(body(text));
          file.bytes().transferTo(OutputStream.nullOutputStream());
          file.requireEnd();
        })
        .satisfies(refusal ->
            assertThat(refusal.type())
                .isIn(ProblemType.MALFORMED_REQUEST, ProblemType.INVALID_CONTENT));
  }

  @Test
  void refusesATypeWithoutBoundary() {
    assertRefused(
        () ->
            MultipartFile.open(
                body("multipart/form-data", -1, new ByteArrayInputStream(new byte[0]))),
        ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refusesAnAnnouncedLengthBeforeReading() {
    InputStream untouched =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("was read");
          }
        };

    assertRefused(
        () -> MultipartFile.open(body(TYPE, 2_000_000, untouched)), ProblemType.BODY_TOO_LARGE);
  }

  @Test
  void stopsReadingAPreambleWithoutEnd() {
    AtomicLong read = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            read.incrementAndGet();
            return 'x';
          }
        };

    assertRefused(() -> MultipartFile.open(body(TYPE, -1, endless)), ProblemType.BODY_TOO_LARGE);
    assertThat(read.get()).isLessThan(1_100_000);
  }

  @Test
  void refusesEndlessPartHeaders() {
    assertRefused(
        () -> MultipartFile.open(body("--b\r\nX: " + "y".repeat(100_000))),
        ProblemType.BODY_TOO_LARGE);
  }

  @Test
  void answersABrokenConnectionAsABrokenBody() {
    InputStream reset =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("connection reset");
          }
        };

    assertRefused(() -> MultipartFile.open(body(TYPE, -1, reset)), ProblemType.MALFORMED_REQUEST);
  }
}
