/** Who has got what: records, dead letters, statuses, and their numbers. */
@NullMarked
package com.paidhr.messenger.delivery.record;

import org.jspecify.annotations.NullMarked;
