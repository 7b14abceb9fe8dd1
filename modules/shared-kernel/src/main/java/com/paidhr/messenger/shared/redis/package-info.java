/** The one connection to Redis, and Lua scripts kept as resources. */
@NullMarked
package com.paidhr.messenger.shared.redis;

import org.jspecify.annotations.NullMarked;
