/** Probes: whether the process lives, has started, and can serve. */
@NullMarked
package com.paidhr.messenger.app.health;

import org.jspecify.annotations.NullMarked;
