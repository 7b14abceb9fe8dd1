package com.paidhr.messenger.media.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {

  @Test
  void namesAPlainFile() {
    assertThat(ContentDisposition.of("image/png", "moon.png"))
        .isEqualTo("inline; filename=\"moon.png\"; filename*=UTF-8''moon.png");
  }

  @Test
  void encodesWhatIsNotPlain() {
    assertThat(ContentDisposition.of("application/pdf", "Ärger \"1\"; 100%.pdf"))
        .isEqualTo(
            "attachment; filename=\"_rger _1_; 100_.pdf\"; filename*=UTF-8''%C3%84rger%20%221%22%3B%20100%25.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x=1", "a\u0000b", "月.png", "a\\\"b", "\u202E"})
  void holdsVisibleAsciiOnly(String name) {
    assertThat(ContentDisposition.of("image/png", name)).matches("[\\x20-\\x7E]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/svg+xml",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/octet-stream",
        "text/xml"
      })
  void downloadsWhatABrowserCouldRun(String type) {
    assertThat(ContentDisposition.of(type, "a")).startsWith("attachment;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/webp", "audio/mpeg", "video/mp4", "video/webm"})
  void showsPicturesSoundAndFilm(String type) {
    assertThat(ContentDisposition.of(type, "a")).startsWith("inline;");
  }
}
