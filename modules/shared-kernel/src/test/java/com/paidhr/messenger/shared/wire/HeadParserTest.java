package com.paidhr.messenger.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadParserTest {
  private static final String HOST = "Host: x\r\n";

  @Test
  void readsAHeadInAnyPiecesToTheSameEnd() throws Exception {
    byte[] bytes = bytes("\r\nPOST /a?b HTTP/1.1\r\nhost: x\r\nCONTENT-LENGTH:\t5 \r\n\r\nrest");
    for (int first = 1; first < bytes.length - 4; first++) {
      var parser = new HeadParser();
      parser.parse(bytes, 0, first);
      assertThat(parser.parse(bytes, 0, bytes.length)).isTrue();
      assertThat(parser.position()).isEqualTo(bytes.length - 4);
      assertThat(parser.head().length).isEqualTo(5);
      assertThat(parser.head().needsRewriting()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\rHost: x\r\n\r\n",
        "GET\0 / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\r\n",
        "GET / http/1.1\r\n",
        "GET / HTTP/1.1 \r\n",
        "GET /ä HTTP/1.1\r\n",
        "GET /#a HTTP/1.1\r\n",
        "GET * HTTP/1.1\r\n",
        "GET x HTTP/1.1\r\n",
        "GET ftp://x/ HTTP/1.1\r\n",
        "GET http:///a HTTP/1.1\r\n",
        "GET http://a@x/ HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "\r\n\r\n\r\nGET / HTTP/1.1\r\n"
      })
  void refusesWhatIsNotHttp(String raw) {
    assertThatThrownBy(() -> parse(raw))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.type().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 1",
        "Content-Length: 1, 1",
        "Content-Length: +1",
        "Content-Length: -1",
        "Content-Length: 0x1",
        "Content-Length: ",
        "Content-Length: 1234567890123456789",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Host: y"
      })
  void refusesWhatCanBeUnderstoodInTwoWays(String fields) {
    assertThatThrownBy(() -> parse("POST / HTTP/1.1\r\n" + HOST + fields + "\r\n\r\n"))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.type().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "chunked, chunked", "identity", "\"chunked\"", "x"})
  void refusesCodingsThatAreNotSpoken(String coding) {
    assertThatThrownBy(
            () -> parse("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: " + coding + "\r\n\r\n"))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.type().status()).isEqualTo(501));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/9.9"})
  void refusesOtherVersions(String version) {
    assertThatThrownBy(() -> parse("GET / " + version + "\r\n" + HOST + "\r\n"))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.type().status()).isEqualTo(505));
  }

  @Test
  void refusesAHeadThatIsTooLargeBeforeItEnds() {
    assertThatThrownBy(() -> parse("GET /" + "a".repeat(13_000)))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.type().status()).isEqualTo(431));
    assertThatThrownBy(() -> parse("GET / HTTP/1.1\r\nA: " + "a".repeat(17_000)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> parse("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(101)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void rewritesWhatTheServerDoesNotKnow() throws Exception {
    assertThat(rewritten("GET http://y:8/a?b HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n", 0))
        .isEqualTo("GET /a?b HTTP/1.1\r\nA: b\r\nHost: y:8\r\n\r\n");
    assertThat(rewritten("GET HTTPS://y?b HTTP/1.1\r\nHost: x\r\n\r\n", 0))
        .isEqualTo("GET /?b HTTP/1.1\r\nHost: y\r\n\r\n");
    assertThat(rewritten("GET /a HTTP/1.0\r\nTE: trailers\r\n\r\n", 0))
        .isEqualTo("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(rewritten("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n", 7))
        .isEqualTo("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n");
    assertThat(rewritten("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: CHUNKED\r\n\r\n", -1))
        .isEqualTo("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertThat(
            rewritten(
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
                1))
        .isEqualTo("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n");
    assertThat(rewritten("GET / HTTP/1.1\r\nHost:\r\nUpgrade: WebSocket\r\n\r\n", 0))
        .isEqualTo("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n");
  }

  private static String rewritten(String raw, long length) throws RefusedException {
    HeadParser parser = parse(raw);
    byte[] bytes = bytes(raw);
    assertThat(parser.head().needsRewriting()).isTrue();
    return new String(
        HeadRewrite.of(parser.head(), bytes, 0, parser.position(), length),
        StandardCharsets.ISO_8859_1);
  }

  private static HeadParser parse(String raw) throws RefusedException {
    var parser = new HeadParser();
    parser.parse(bytes(raw), 0, raw.length());
    return parser;
  }

  private static byte[] bytes(String raw) {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }
}
