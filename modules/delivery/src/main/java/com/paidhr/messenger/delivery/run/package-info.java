/** The workers: take jobs, do them, and bury those that always fail. */
@NullMarked
package com.paidhr.messenger.delivery.run;

import org.jspecify.annotations.NullMarked;
