package com.paidhr.messenger.conversations.domain;

/**
 * A conversation that was started under a key.
 *
 * @param fingerprint of what was asked for then
 */
public record KeyedStart(Conversation conversation, String fingerprint) {}
