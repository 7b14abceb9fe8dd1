package com.paidhr.messenger.streams.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.Farewell;
import com.paidhr.messenger.streams.PresenceNote;
import com.paidhr.messenger.streams.TypingNote;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.StreamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes events of what they say. */
@ApplicationScoped
public class Events {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_JITTER_MS = 3_000;

  private final ObjectMapper mapper;

  @Inject
  Events(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The fields of a record as JSON without the braces. */
  byte[] fields(Object payload) {
    try {
      byte[] json = mapper.writeValueAsBytes(payload);
      return Arrays.copyOfRange(json, 1, json.length - 1);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Events are plain data", e);
    }
  }

  StreamEvent resumed(InboxCursor cursor) {
    return new StreamEvent("resumed", cursor, NOTHING, true);
  }

  StreamEvent heartbeat(@Nullable InboxCursor cursor) {
    return new StreamEvent("heartbeat", cursor, NOTHING, false);
  }

  StreamEvent presence(PresenceNote note) {
    return new StreamEvent("presence", null, fields(note), false);
  }

  StreamEvent typing(TypingNote note) {
    return new StreamEvent("typing", null, fields(note), false);
  }

  /** The last event. Who may come back is told when, so that not all come at once. */
  StreamEvent goodbye(Goodbye why) {
    long wait = why == Goodbye.DONE ? 0 : ThreadLocalRandom.current().nextInt(LONGEST_JITTER_MS);
    return new StreamEvent("goodbye", null, fields(new Farewell(why.reason(), wait)), true);
  }
}
