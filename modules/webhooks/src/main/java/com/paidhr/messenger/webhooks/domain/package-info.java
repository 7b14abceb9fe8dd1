/** What a webhook is, how it is signed, and when it is tried again. */
@NullMarked
package com.paidhr.messenger.webhooks.domain;

import org.jspecify.annotations.NullMarked;
