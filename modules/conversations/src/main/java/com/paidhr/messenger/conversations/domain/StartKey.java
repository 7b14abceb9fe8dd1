package com.paidhr.messenger.conversations.domain;

/**
 * A client's own name for the start of a conversation, so that it may be repeated.
 *
 * @param value unique for each creator
 * @param fingerprint of everything that a repeated start must repeat
 */
public record StartKey(String value, String fingerprint) {}
