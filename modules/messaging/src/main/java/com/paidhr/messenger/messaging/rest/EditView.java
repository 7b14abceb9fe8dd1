package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Message;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A body that was replaced; null if there were files only. */
@Schema(name = "MessageEdit", description = "An earlier body of a message")
record EditView(@Nullable String body, Instant replacedAt) {
  static EditView of(Message.Edit edit) {
    return new EditView(edit.body(), edit.replacedAt());
  }
}
