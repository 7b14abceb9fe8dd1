package com.paidhr.messenger.app.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.paidhr.messenger.shared.text.NormalText;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one line: {@code {"t": number, "speaker": string, "text": string}} and nothing else. */
final class TranscriptLine {
  static final int LONGEST_TEXT = 40_000;
  private static final int LONGEST_SPEAKER = 64;
  private static final Pattern DIRECTION =
      Pattern.compile("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]");
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
    return new Utterance(number, speaker(object), text(object));
  }

  /** The name as a display name may be: in normal form and without marks of direction. */
  private static String speaker(JsonNode object) {
    String name =
        DIRECTION.matcher(NormalText.of(string(object, "speaker"))).replaceAll("").strip();
    requireShown(name, "speaker", LONGEST_SPEAKER);
    require(
        name.codePoints().noneMatch(NormalText::disturbsNames),
        "speaker has a control character or one that may not be in a name");
    return name;
  }

  private static String text(JsonNode object) {
    String text = NormalText.of(string(object, "text"));
    requireShown(text, "text", LONGEST_TEXT);
    require(text.indexOf(0) < 0, "text has a NUL character");
    require(
        text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE),
        "text has half of a surrogate pair");
    return text;
  }

  private static JsonNode json(String line) {
    try {
      return READER.readValue(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String string(JsonNode object, String field) {
    require(object.path(field).isTextual(), field + " is not a string");
    return object.path(field).textValue();
  }

  private static void requireShown(String text, String field, int longest) {
    require(NormalText.isVisible(text), field + " is blank");
    require(
        text.codePointCount(0, text.length()) <= longest,
        field + " has more than " + longest + " characters");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
