package com.paidhr.messenger.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.shared.UserId;

/**
 * What clients do to messages over connections that are no requests, with the same fields, the same
 * rules and the same refusals as over HTTP.
 */
public interface MessageActions {

  /**
   * What was done.
   *
   * @param status as over HTTP
   * @param body as over HTTP
   */
  record Done(int status, Object body) {}

  /**
   * Sends a message.
   *
   * @param request the body of {@code POST /messages}
   */
  Done send(UserId sender, JsonNode request);

  /**
   * Marks a message as read, or everything up to it.
   *
   * @param request {@code messageId}, and the body of {@code POST /messages/{id}/read}
   */
  Done read(UserId reader, JsonNode request);
}
