package com.paidhr.messenger.app.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.paidhr.messenger.shared.Trace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, for collectors: {@code time, level, logger, message}, the {@code request}
 * and {@code trace} that the line belongs to, {@code error} with its stack, and of a request its
 * own fields. What is not ASCII is escaped, and what is too long is cut off.
 */
public final class JsonFormatter extends Formatter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int LONGEST_STACK = 20_000;

  @Override
  public String format(LogRecord logged) {
    var line = new StringWriter(300);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", logged.getInstant().toString());
      json.writeStringField("level", logged.getLevel().getName());
      json.writeStringField("logger", logged.getLoggerName());
      RequestLine request = RequestLine.of(logged);
      if (request != null) {
        request.write(json);
      } else {
        json.writeStringField(
            "message", cut(formatMessage(logged), BoundedFormatter.LONGEST_MESSAGE));
        Optional<Trace> trace = Trace.current();
        if (trace.isPresent()) {
          json.writeStringField("request", trace.get().requestId());
          writeIfThere(json, "trace", trace.get().traceId().orElse(null));
        }
      }
      if (logged.getThrown() != null) {
        json.writeStringField(
            "error", cut(BoundedFormatter.thrown(logged.getThrown()), LONGEST_STACK));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  static void writeIfThere(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static String cut(@Nullable String text, int longest) {
    String all = String.valueOf(text);
    return all.length() <= longest
        ? all
        : all.substring(0, longest) + "… (" + (all.length() - longest) + " more characters)";
  }
}
