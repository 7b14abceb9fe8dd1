package com.paidhr.messenger.app.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.paidhr.messenger.shared.Trace;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one request. The route is a template, so neither a secret of a path nor
 * anything else that a client made up is in it.
 *
 * @param status 0 where the connection ended without one
 */
record RequestLine(
    String method,
    String route,
    int status,
    long millis,
    long bytes,
    @Nullable String user,
    String address,
    @Nullable Trace trace) {
  static final String LOGGER = "com.paidhr.messenger.requests";

  /** The request that a record is about, or null. */
  static @Nullable RequestLine of(LogRecord logged) {
    Object[] parameters = logged.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof RequestLine line
        ? line
        : null;
  }

  LogRecord logged() {
    var logged = new LogRecord(Level.INFO, text());
    logged.setLoggerName(LOGGER);
    logged.setParameters(new Object[] {this});
    return logged;
  }

  private String text() {
    return "%s %s %d, %d ms, %d bytes, user %s at %s, request %s%s"
        .formatted(
            method,
            route,
            status,
            millis,
            bytes,
            user == null ? "-" : user,
            address,
            trace == null ? "-" : trace.requestId(),
            trace == null ? "" : trace.traceId().map(id -> ", trace " + id).orElse(""));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStringField("method", method);
    json.writeStringField("route", route);
    json.writeNumberField("status", status);
    json.writeNumberField("ms", millis);
    json.writeNumberField("bytes", bytes);
    JsonFormatter.writeIfThere(json, "user", user);
    json.writeStringField("address", address);
    if (trace != null) {
      json.writeStringField("request", trace.requestId());
      JsonFormatter.writeIfThere(json, "trace", trace.traceId().orElse(null));
    }
  }
}
