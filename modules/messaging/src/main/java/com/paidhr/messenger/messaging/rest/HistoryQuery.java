package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@code GET /messages}. Public because JAX-RS makes it. */
public class HistoryQuery {
  @QueryParam("conversationId")
  @Parameter(description = "The conversation to read")
  @Nullable ConversationId conversationId;

  @QueryParam("before")
  @Parameter(description = "Only messages before this seq (or message id): the newest of them")
  @Nullable String before;

  @QueryParam("after")
  @Parameter(description = "Only messages after this seq (or message id): the oldest of them")
  @Nullable String after;

  @QueryParam("around")
  @Parameter(description = "Messages on both sides of this seq (or message id), with it")
  @Nullable String around;

  @QueryParam("cursor")
  @Parameter(description = "next of the page before, in place of before, after and around")
  @Nullable String cursor;

  @QueryParam("limit")
  @Parameter(description = "1 to 200 messages, 50 by default")
  @Nullable Integer limit;

  ConversationId conversation() {
    if (conversationId == null) {
      throw DomainException.badParameter("conversationId", "Say which conversation to read");
    }
    return conversationId;
  }

  int limit() {
    return PageRequest.limitOf(limit);
  }

  HistoryPosition position() {
    List<HistoryPosition> given = new ArrayList<>();
    add(given, Anchor.BEFORE, "before", before);
    add(given, Anchor.AFTER, "after", after);
    add(given, Anchor.AROUND, "around", around);
    PageRequest.of(limit, cursor).after().map(HistoryPosition::decode).ifPresent(given::add);
    if (given.size() > 1) {
      throw DomainException.badParameter(
          "before", "Give at most one of before, after, around and cursor");
    }
    return given.isEmpty() ? HistoryPosition.NEWEST : given.getFirst();
  }

  private void add(
      List<HistoryPosition> given, Anchor anchor, String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (value.matches("[0-9]{1,18}")) {
      given.add(new HistoryPosition(anchor, Long.parseLong(value)));
      return;
    }
    try {
      MessageId id = MessageId.fromString(value);
      if (id.conversation().equals(conversationId)) {
        given.add(new HistoryPosition(anchor, id.seq()));
        return;
      }
    } catch (IllegalArgumentException e) {
      throw DomainException.badParameter(name, name + " is a seq or the id of a message");
    }
    throw DomainException.badParameter(name, name + " names a message of another conversation");
  }
}
