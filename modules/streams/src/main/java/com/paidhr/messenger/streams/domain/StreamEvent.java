package com.paidhr.messenger.streams.domain;

import com.paidhr.messenger.delivery.InboxCursor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event on its way to a client. Its bytes are shared by all who are told the same. */
public final class StreamEvent {
  private static final int AROUND = 160;

  private final String type;
  private final @Nullable InboxCursor cursor;
  private final byte[] fields;
  private final boolean lasting;

  /**
   * Makes an event.
   *
   * @param type its name, as in {@code docs/asyncapi.yaml}
   * @param cursor where to go on after it; null for one that moves nothing
   * @param fields its other fields as JSON without the braces; never changed
   * @param lasting whether it must not be left out; others go first when a client is slow
   */
  public StreamEvent(String type, @Nullable InboxCursor cursor, byte[] fields, boolean lasting) {
    this.type = type;
    this.cursor = cursor;
    this.fields = fields;
    this.lasting = lasting;
  }

  /** Its name. */
  public String type() {
    return type;
  }

  /** Where to go on after it; null for one that moves nothing. */
  public @Nullable InboxCursor cursor() {
    return cursor;
  }

  /** Whether it must not be left out. */
  public boolean lasting() {
    return lasting;
  }

  /** About how many bytes it takes. */
  public int size() {
    return fields.length + AROUND;
  }

  /** The event as one JSON object. */
  public byte[] json() {
    ByteArrayOutputStream json = new ByteArrayOutputStream(size());
    json.writeBytes(ascii("{\"type\":\"" + type + "\""));
    if (cursor != null) {
      json.writeBytes(ascii(",\"cursor\":\"" + cursor.text() + "\""));
    }
    if (fields.length > 0) {
      json.write(',');
      json.writeBytes(fields);
    }
    json.write('}');
    return json.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
