package com.paidhr.messenger.messaging.application;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Body;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as lists of conversations show it: its fields, with at most 300 characters of the body.
 *
 * @param truncated whether the body is longer
 */
@Schema(
    name = "MessagePreview",
    description = "A message with at most 300 characters of its body, and whether there is more")
public record MessagePreview(@JsonUnwrapped MessageView message, boolean truncated) {
  private static final int MAX_CHARACTERS = 300;

  /**
   * The preview of a message.
   *
   * @param message with at least the first {@link com.paidhr.messenger.messaging.domain.Brief
   *     #BEGINNING} units of its body
   */
  static MessagePreview of(MessageView message) {
    String body = message.body();
    String beginning = body == null ? null : Body.beginning(body, MAX_CHARACTERS);
    return beginning == null || beginning.equals(body)
        ? new MessagePreview(message, false)
        : new MessagePreview(message.saying(beginning), true);
  }
}
