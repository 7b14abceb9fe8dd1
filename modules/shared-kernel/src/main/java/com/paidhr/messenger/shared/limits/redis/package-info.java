/** Rate limits that all nodes share, kept in Redis. */
@NullMarked
package com.paidhr.messenger.shared.limits.redis;

import org.jspecify.annotations.NullMarked;
