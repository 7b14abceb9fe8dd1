package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.wire.LastingAnswer;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events in the format of server-sent events, those that come together in one piece. */
final class EventWriter implements OpenStream.Sink {
  private final LastingAnswer answer;

  EventWriter(LastingAnswer answer) {
    this.answer = answer;
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
    answer.emit(piece.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
