package com.paidhr.messenger.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private final Connections connections = new Connections(WireSettings.STANDARD, 10);

  @Test
  void readsASmallBodyWholeAndStopsBehindIt() throws Exception {
    Inflow inflow = inflow("helloGET ");
    Body body = body(inflow);

    assertThat(body.begin(sized(5))).isEqualTo(5);

    assertThat(body.hasArrived()).isTrue();
    assertThat(body.next()).asString().isEqualTo("hello");
    assertThat(body.next()).isNull();
    assertThat((char) inflow.read()).isEqualTo('G');
  }

  @Test
  void takesTheFramingOffASmallChunkedBodyByteForByte() throws Exception {
    Inflow inflow =
        inflow("3;a=\"b\"\r\nabc\r\n0002 ;x\r\nde\r\n0;end\r\nTrailer: v\r\nB:\r\n\r\nGET ");
    Body body = body(inflow);

    assertThat(body.begin(chunked())).isEqualTo(5);

    assertThat(body.next()).asString().isEqualTo("abcde");
    assertThat((char) inflow.read()).isEqualTo('G');
  }

  @Test
  void streamsALargeBodyInChunksOfItsOwn() throws Exception {
    String content = "x".repeat(200_000);
    Body body = body(inflow("30d40\r\n" + content + "\r\n0\r\n\r\n"));

    assertThat(body.begin(chunked())).isEqualTo(-1);

    var seen = new StringBuilder();
    while (!body.hasArrived()) {
      seen.append(new String(body.next(), StandardCharsets.ISO_8859_1));
    }
    assertThat(seen.toString()).endsWith("\r\n0\r\n\r\n");
    assertThat(seen.chars().filter(c -> c == 'x').count()).isEqualTo(200_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-5\r\n",
        "\r\n",
        "0x5\r\n",
        "5",
        "5\r\nab",
        "1\r\nabc\r\n",
        "1\r\na0\r\n\r\n",
        "1\na\r\n",
        "1\r\na\n0\r\n\r\n",
        "ffffffffffffffff\r\n",
        "1;\0\r\na",
        "1;a\nb\r\na",
        "0\r\n bad: trailer\r\n\r\n",
        "0\r\nbad\r\n\r\n",
        "0\r\n\rx",
        "+1\r\na\r\n",
        "1 2\r\na\r\n",
        " 1\r\na\r\n"
      })
  void refusesABrokenFraming(String raw) {
    assertThatThrownBy(() -> body(inflow(raw)).begin(chunked()))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void boundsWhatStandsBesideTheContent() {
    String extension = "1;" + "a".repeat(100) + "\r\nx\r\n";

    assertThatThrownBy(() -> body(inflow(extension.repeat(100))).begin(chunked()))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void chargesWhatItHoldsAndGivesItBack() throws Exception {
    Body body = body(inflow("x".repeat(60_000)));

    body.begin(sized(60_000));

    assertThat(connections.reserve(WireSettings.STANDARD.maxReceived())).isFalse();
    body.end();
    assertThat(connections.reserve(WireSettings.STANDARD.maxReceived() - 1_024)).isTrue();
  }

  private Body body(Inflow inflow) {
    return new Body(inflow, new Peer(connections, WireSettings.STANDARD, new Socket()));
  }

  /** Bytes that arrive one by one. */
  private Inflow inflow(String raw) {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    List<InputStream> single =
        IntStream.range(0, Math.min(bytes.length, 64))
            .<InputStream>mapToObj(i -> new ByteArrayInputStream(bytes, i, 1))
            .toList();
    InputStream rest = new ByteArrayInputStream(bytes, single.size(), bytes.length - single.size());
    return new Inflow(
        new SequenceInputStream(new SequenceInputStream(Collections.enumeration(single)), rest),
        new Peer(connections, WireSettings.STANDARD, new Socket()));
  }

  private static Head sized(int length) {
    var head = new Head();
    head.length = length;
    return head;
  }

  private static Head chunked() {
    var head = new Head();
    head.isChunked = true;
    return head;
  }
}
