package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IsoTime;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@code GET /messages}. Public because JAX-RS makes it. */
public class HistoryQuery {
  private static final int MAX_QUERY = 1_000;

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
  @Nullable Integer limit;

  @QueryParam("q")
  @Parameter(
      description =
          "Words to search for, newest found first: all must occur, of the last one its beginning"
              + " is enough; quoted ones, and what is written without a blank between, stand"
              + " together",
      schema = @Schema(maxLength = MAX_QUERY))
  @Nullable String q;

  @QueryParam("senderId")
  @Parameter(description = "Only messages of this user")
  @Nullable UserId senderId;

  @QueryParam("kind")
  @Parameter(description = "Only messages of this kind")
  @Nullable MessageKind kind;

  @QueryParam("from")
  @Parameter(
      description = "Only messages sent at this ISO 8601 time or later",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String from;

  @QueryParam("to")
  @Parameter(
      description = "Only messages sent before this ISO 8601 time",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String to;

  @QueryParam("hasAttachment")
  @Parameter(
      description = "Only messages with files (true) or without (false)",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Nullable String hasAttachment;

  @QueryParam("threadOf")
  @Parameter(description = "The thread that began with this message, ascending")
  @Nullable String threadOf;

  @QueryParam("pinned")
  @Parameter(
      description = "true lists the pinned messages, the last pinned first",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Nullable String pinned;

  @QueryParam("changedSince")
  @Parameter(
      description =
          "Messages of a conversation that changed at this ISO 8601 time or later, by the time of their last change; at most 7 days ago. Ask from a few minutes earlier, since clocks of nodes differ")
  @Nullable String changedSince;

  /** Whether words or properties are asked for rather than a place. */
  boolean isSearch() {
    return q != null
        || senderId != null
        || kind != null
        || from != null
        || to != null
        || hasAttachment != null;
  }

  boolean isThread() {
    return threadOf != null;
  }

  boolean isChanges() {
    return changedSince != null;
  }

  /** From when on changes are asked for. */
  Instant changedFrom() {
    Instant since = time("changedSince", changedSince);
    if (since == null) {
      throw DomainException.badParameter("changedSince", "Say since when");
    }
    return since;
  }

  boolean isPinned() {
    return pinned != null && flag("pinned", pinned);
  }

  /** Refuses what cannot be combined. */
  void check() {
    boolean placed = before != null || after != null || around != null;
    int ways =
        (isSearch() ? 1 : 0) + (isThread() ? 1 : 0) + (isPinned() ? 1 : 0) + (isChanges() ? 1 : 0);
    if (ways > 1 || (ways == 1 && placed)) {
      throw DomainException.badParameter(
          isThread() ? "threadOf" : isPinned() ? "pinned" : isChanges() ? "changedSince" : "q",
          "Search, threadOf, pinned, changedSince, and before, after, around cannot be combined");
    }
    if (q == null && !isThread()) {
      conversation();
    }
  }

  Filter filter() {
    SearchQuery query = SearchQuery.ANY;
    if (q != null) {
      if (q.length() > MAX_QUERY) {
        throw DomainException.badParameter("q", "q has at most " + MAX_QUERY + " characters");
      }
      query = SearchQuery.of(q);
      if (query.isEmpty()) {
        throw DomainException.badParameter("q", "q has at least one word or emoji");
      }
    }
    return new Filter(
        query,
        senderId,
        kind,
        time("from", from),
        time("to", to),
        hasAttachment == null ? null : flag("hasAttachment", hasAttachment));
  }

  PageRequest page() {
    return PageRequest.of(limit, cursor);
  }

  /** The first message of the thread; of the conversation asked for, if one is. */
  MessageId thread() {
    try {
      MessageId id = MessageId.fromString(threadOf == null ? "" : threadOf);
      if (conversationId == null || conversationId.equals(id.conversation())) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw DomainException.badParameter("threadOf", "threadOf is the id of a message");
    }
    throw DomainException.badParameter("threadOf", "threadOf is in another conversation");
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw DomainException.badParameter(name, name + " is true or false");
    };
  }

  private static @Nullable Instant time(String name, @Nullable String value) {
    try {
      return value == null ? null : IsoTime.parse(value);
    } catch (DateTimeException e) {
      throw DomainException.badParameter(name, name + " is a time like 2026-01-31T12:00:00Z");
    }
  }

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
