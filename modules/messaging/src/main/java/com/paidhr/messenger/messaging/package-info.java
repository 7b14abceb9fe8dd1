/**
 * API of the messaging module: what delivery and the streams ask about messages, where delivery
 * writes their status, and the facts that other modules observe.
 */
@NullMarked
package com.paidhr.messenger.messaging;

import org.jspecify.annotations.NullMarked;
