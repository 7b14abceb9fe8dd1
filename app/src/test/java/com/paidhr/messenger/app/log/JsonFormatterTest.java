package com.paidhr.messenger.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonFormatterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Trace TRACE =
      new Trace("01ABC", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final JsonFormatter formatter = new JsonFormatter();

  private static LogRecord record(String message) {
    var logged = new LogRecord(Level.INFO, message);
    logged.setLoggerName("test");
    return logged;
  }

  private JsonNode read(LogRecord logged) throws IOException {
    return JSON.readTree(formatter.format(logged));
  }

  @Test
  void keepsAMessageOnItsLineAndInAscii() throws IOException {
    String line = formatter.format(record("a\nb\u001b[31m\u202ec ä"));

    assertThat(line).endsWith("}\n").containsOnlyOnce("\n").matches("\\p{ASCII}*");
    assertThat(JSON.readTree(line).at("/message").asText()).isEqualTo("a\nb\u001b[31m\u202ec ä");
    assertThat(JSON.readTree(line).at("/level").asText()).isEqualTo("INFO");
  }

  @Test
  void cutsOffWhatNobodyReads() {
    LogRecord failed = record("x".repeat(200_000));
    failed.setThrown(new IllegalStateException("y".repeat(200_000)));

    assertThat(formatter.format(failed)).hasSizeLessThan(25_000).contains("more characters");
  }

  @Test
  void namesTheRequestThatALineBelongsTo() {
    TRACE.work(() -> {
      try {
        assertThat(read(record("hello")).at("/request").asText()).isEqualTo("01ABC");
        assertThat(read(record("hello")).at("/trace").asText())
            .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    assertThat(new BoundedFormatter().format(record("hello"))).doesNotContain("request");
  }

  @Test
  void writesARequestInFieldsOfItsOwn() throws IOException {
    JsonNode line =
        read(
            new RequestLine("GET", "/messages/{id}", 200, 7, 123, "ann", "10.0.0.1", TRACE)
                .logged());

    assertThat(line.at("/route").asText()).isEqualTo("/messages/{id}");
    assertThat(line.at("/status").asInt()).isEqualTo(200);
    assertThat(line.at("/user").asText()).isEqualTo("ann");
    assertThat(line.has("message")).isFalse();
  }
}
