/** Messages, receipts and the rules about them; no stores and no HTTP. */
@NullMarked
package com.paidhr.messenger.messaging.domain;

import org.jspecify.annotations.NullMarked;
