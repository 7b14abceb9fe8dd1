package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Message;

/**
 * What became of a send.
 *
 * @param message the stored message
 * @param replayed whether an earlier send of the same author and key had stored it
 */
public record Placed(Message message, boolean replayed) {}
