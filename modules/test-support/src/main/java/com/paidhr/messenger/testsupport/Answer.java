package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What the service answered.
 *
 * @param request method and path, for messages
 * @param status the HTTP status
 * @param headers the headers
 * @param bytes the body as it came
 */
public record Answer(String request, int status, HttpHeaders headers, byte[] bytes) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Answer of(HttpResponse<byte[]> response) {
    String request = response.request().method() + " " + response.request().uri().getRawPath();
    return new Answer(request, response.statusCode(), response.headers(), response.body());
  }

  /** This answer, or an assertion error that shows it when its status is another one. */
  public Answer expect(int expected) {
    if (status != expected) {
      throw new AssertionError(
          request + " was answered with " + status + ", not " + expected + ": " + text());
    }
    return this;
  }

  /** The body as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The body as JSON; a missing node when it is empty, an error when it is something else. */
  public JsonNode json() {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(request + " was not answered with JSON: " + text(), e);
    }
  }

  /** A field of the body by JSON pointer, such as {@code /counts/read}. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** The field {@code id} of the body. */
  public String id() {
    return at("/id").asText();
  }

  /** The field {@code items} of a page. */
  public List<JsonNode> items() {
    return StreamSupport.stream(at("/items").spliterator(), false).toList();
  }

  /** A header's first value, or the empty string. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The slug of a problem's {@code type}, or the empty string. */
  public String problem() {
    String type = at("/type").asText();
    return type.startsWith("/problems/") ? type.substring("/problems/".length()) : "";
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + text();
  }
}
