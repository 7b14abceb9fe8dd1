package com.paidhr.messenger.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened.
 *
 * @param type such as {@code message.created}; {@code resumed} and {@code gap} say what the stream
 *     begins with
 * @param cursor where to go on behind this event
 * @param data the whole event
 */
public record StreamEvent(String type, String cursor, JsonNode data) {}
