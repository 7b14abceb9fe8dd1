/** Puts messages into the queue: at once, and again when nothing else will bring them. */
@NullMarked
package com.paidhr.messenger.delivery.publish;

import org.jspecify.annotations.NullMarked;
