/**
 * Brings to connected clients what their inboxes say: over server-sent events, WebSocket and long
 * poll, resumable anywhere. An inbox has ids only; what a client is shown is read when it is shown,
 * through the one visibility rule. The records of this package are what events consist of; {@link
 * com.paidhr.messenger.streams.UserEvents} has them for readers that are no clients.
 */
@NullMarked
package com.paidhr.messenger.streams;

import org.jspecify.annotations.NullMarked;
