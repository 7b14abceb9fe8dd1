package com.paidhr.messenger.app.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/** Reads one line: {@code {"t": number, "speaker": string, "text": string}} and nothing else. */
final class TranscriptLine {
  static final int LONGEST_TEXT = 40_000;
  private static final int LONGEST_SPEAKER = 64;
  private static final Set<String> FIELDS = Set.of("t", "speaker", "text");
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private TranscriptLine() {}

  /** Parses the line, or says what is wrong with it by an {@link IllegalArgumentException}. */
  static Utterance parse(long number, String line) {
    JsonNode object = json(line);
    require(object.isObject(), "it is not a JSON object");
    object
        .fieldNames()
        .forEachRemaining(name -> require(FIELDS.contains(name), "unknown field " + name));
    require(object.path("t").isNumber(), "t is not a number");
    return new Utterance(
        number, text(object, "speaker", LONGEST_SPEAKER), text(object, "text", LONGEST_TEXT));
  }

  private static JsonNode json(String line) {
    try {
      return READER.readValue(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(JsonNode object, String field, int longest) {
    require(object.path(field).isTextual(), field + " is not a string");
    String text = object.path(field).textValue();
    require(!text.isBlank(), field + " is blank");
    require(
        text.codePointCount(0, text.length()) <= longest,
        field + " has more than " + longest + " characters");
    return text;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
