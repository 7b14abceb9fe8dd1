/** Messages and receipts in MongoDB. */
@NullMarked
package com.paidhr.messenger.messaging.mongo;

import org.jspecify.annotations.NullMarked;
