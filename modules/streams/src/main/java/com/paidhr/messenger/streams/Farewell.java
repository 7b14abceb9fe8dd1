package com.paidhr.messenger.streams;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code goodbye}: the stream ends here.
 *
 * @param reason {@code sign-in-again}, {@code too-slow}, {@code try-later} or {@code done}
 * @param retryAfterMs when to come back, in milliseconds
 */
@Schema(name = "GoodbyeEvent", description = "The stream ends")
public record Farewell(String reason, long retryAfterMs) {}
