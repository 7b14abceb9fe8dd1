/** Jobs, lanes and outcomes, and the ports to the queue, the inboxes and the store. */
@NullMarked
package com.paidhr.messenger.delivery.domain;

import org.jspecify.annotations.NullMarked;
