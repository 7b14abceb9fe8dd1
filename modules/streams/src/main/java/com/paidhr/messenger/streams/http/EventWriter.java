package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events in the format of server-sent events, those that come together in one piece. */
final class EventWriter implements OpenStream.Sink {
  private final OutputStream body;

  EventWriter(OutputStream body) {
    this.body = body;
  }

  @Override
  public void write(List<StreamEvent> events) {
    ByteArrayOutputStream piece =
        new ByteArrayOutputStream(events.stream().mapToInt(StreamEvent::size).sum());
    for (StreamEvent event : events) {
      InboxCursor cursor = event.cursor();
      if (cursor != null) {
        piece.writeBytes(ascii("id: " + cursor.text() + "\n"));
      }
      piece.writeBytes(ascii("event: " + event.type() + "\ndata: "));
      piece.writeBytes(event.json());
      piece.writeBytes(ascii("\n\n"));
    }
    try {
      piece.writeTo(body);
      body.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
