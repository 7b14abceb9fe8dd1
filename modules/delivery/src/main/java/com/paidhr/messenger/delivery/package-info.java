/**
 * Brings every message to its recipients: the queue, the workers, retries, dead letters, the
 * network simulator and the inboxes. Nobody calls this module; it listens to {@code
 * MessageAccepted} and answers over HTTP.
 */
@NullMarked
package com.paidhr.messenger.delivery;

import org.jspecify.annotations.NullMarked;
