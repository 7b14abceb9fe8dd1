package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.MessageView;

/**
 * What a sender is told.
 *
 * @param message the message as it was first sent
 * @param replayed whether an earlier send under the same key had stored it
 */
public record Sent(MessageView message, boolean replayed) {}
