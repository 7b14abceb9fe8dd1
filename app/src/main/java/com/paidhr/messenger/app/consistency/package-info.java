/** Whether what is stored agrees with itself: read-only, a bounded piece at a time. */
@NullMarked
package com.paidhr.messenger.app.consistency;

import org.jspecify.annotations.NullMarked;
