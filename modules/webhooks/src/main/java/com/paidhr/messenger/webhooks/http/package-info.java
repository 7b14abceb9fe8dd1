/** Posts to addresses that may be called, and to no others. */
@NullMarked
package com.paidhr.messenger.webhooks.http;

import org.jspecify.annotations.NullMarked;
