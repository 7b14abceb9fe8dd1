/** Registers webhooks and sends them what happens. */
@NullMarked
package com.paidhr.messenger.webhooks.application;

import org.jspecify.annotations.NullMarked;
