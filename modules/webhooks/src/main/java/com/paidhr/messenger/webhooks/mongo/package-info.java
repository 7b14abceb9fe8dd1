/** Webhooks and their dead letters in the document store. */
@NullMarked
package com.paidhr.messenger.webhooks.mongo;

import org.jspecify.annotations.NullMarked;
