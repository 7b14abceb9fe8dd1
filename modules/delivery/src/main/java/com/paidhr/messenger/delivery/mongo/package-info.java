/** Outcomes per recipient, dead letters and network profiles in MongoDB. */
@NullMarked
package com.paidhr.messenger.delivery.mongo;

import org.jspecify.annotations.NullMarked;
