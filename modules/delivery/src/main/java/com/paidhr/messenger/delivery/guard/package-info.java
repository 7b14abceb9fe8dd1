/** Timeouts, retries and circuit breakers between delivery and Redis. */
@NullMarked
package com.paidhr.messenger.delivery.guard;

import org.jspecify.annotations.NullMarked;
