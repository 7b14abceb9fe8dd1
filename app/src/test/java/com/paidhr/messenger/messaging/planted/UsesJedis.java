package com.paidhr.messenger.messaging.planted;

import redis.clients.jedis.UnifiedJedis;

/** A use case with Redis in its hands. */
public record UsesJedis(UnifiedJedis redis) {}
