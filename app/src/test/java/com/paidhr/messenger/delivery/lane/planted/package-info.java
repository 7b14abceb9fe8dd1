/** Violations that the architecture tests plant. */
@NullMarked
package com.paidhr.messenger.delivery.lane.planted;

import org.jspecify.annotations.NullMarked;
