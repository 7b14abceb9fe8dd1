/** Puts a steady load on a running service through the public API and says how it bears it. */
@NullMarked
package com.paidhr.messenger.app.load;

import org.jspecify.annotations.NullMarked;
