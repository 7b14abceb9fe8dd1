/** Who the users are: the ids, events and queries that other modules may use. */
@NullMarked
package com.paidhr.messenger.identity;

import org.jspecify.annotations.NullMarked;
