/** Shows how delivery is doing: status of messages, numbers, health. */
@NullMarked
package com.paidhr.messenger.delivery.watch;

import org.jspecify.annotations.NullMarked;
