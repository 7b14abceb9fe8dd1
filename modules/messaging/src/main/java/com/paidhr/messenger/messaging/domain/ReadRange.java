package com.paidhr.messenger.messaging.domain;

import java.time.Instant;

/**
 * Messages that a user read in one go.
 *
 * @param from the first seq
 * @param to the last seq, inclusive
 * @param at when
 */
public record ReadRange(long from, long to, Instant at) {}
