/** Tries dead letters again. */
@NullMarked
package com.paidhr.messenger.delivery.replay;

import org.jspecify.annotations.NullMarked;
