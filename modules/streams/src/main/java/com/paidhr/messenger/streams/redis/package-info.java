/** Signals, tickets, presence and typing in Redis. */
@NullMarked
package com.paidhr.messenger.streams.redis;

import org.jspecify.annotations.NullMarked;
