/** Brings messages to lanes: first passes, and the turns of lanes that are held. */
@NullMarked
package com.paidhr.messenger.delivery.lane;

import org.jspecify.annotations.NullMarked;
