/** Lets measurements fill the store in the messaging module's own form. */
@NullMarked
package com.paidhr.messenger.messaging.mongo;

import org.jspecify.annotations.NullMarked;
