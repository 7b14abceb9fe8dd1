package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.MarkManyRead.Watermark;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.Violations;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /messages/read}. */
@Schema(name = "BulkRead")
record BulkReadRequest(
    @Schema(required = true, description = "1 to 100 conversations", maxItems = 100)
        @Nullable List<@Nullable Entry> conversations) {
  private static final int MAX = 100;

  /** Everything visible up to the seq was read. */
  @Schema(name = "ReadWatermark")
  record Entry(
      @Schema(required = true) @Nullable String conversationId,
      @Schema(required = true, minimum = "1", description = "The seq of a message")
          @Nullable Long upTo) {}

  List<Watermark> watermarks() {
    Violations violations = new Violations();
    List<@Nullable Entry> entries = conversations == null ? List.of() : conversations;
    violations
        .check(
            !entries.isEmpty() && entries.size() <= MAX,
            "/conversations",
            "Name 1 to " + MAX + " conversations")
        .throwIfAny();
    List<Watermark> watermarks = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      ConversationId id = entry == null ? null : parsed(entry.conversationId());
      Long upTo = entry == null ? null : entry.upTo();
      violations
          .check(
              id != null,
              "/conversations/" + i + "/conversationId",
              "The id of a conversation is needed here")
          .check(
              upTo != null && upTo >= 1,
              "/conversations/" + i + "/upTo",
              "The seq of a message is needed here");
      if (id != null && upTo != null && upTo >= 1) {
        watermarks.add(new Watermark(id, upTo));
      }
    }
    violations.throwIfAny();
    return watermarks;
  }

  private static @Nullable ConversationId parsed(@Nullable String id) {
    try {
      return id == null ? null : new ConversationId(id);
    } catch (InvalidIdException e) {
      return null;
    }
  }
}
