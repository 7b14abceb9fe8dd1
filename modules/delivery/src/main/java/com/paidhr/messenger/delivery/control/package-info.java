/** What administrators do with the queue and the network. */
@NullMarked
package com.paidhr.messenger.delivery.control;

import org.jspecify.annotations.NullMarked;
