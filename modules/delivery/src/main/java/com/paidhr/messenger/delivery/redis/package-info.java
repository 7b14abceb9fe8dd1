/** The queue, the held lanes and the inboxes on Redis. */
@NullMarked
package com.paidhr.messenger.delivery.redis;

import org.jspecify.annotations.NullMarked;
