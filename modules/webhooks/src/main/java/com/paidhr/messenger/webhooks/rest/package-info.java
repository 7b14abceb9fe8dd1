/** The routes of webhooks. */
@NullMarked
package com.paidhr.messenger.webhooks.rest;

import org.jspecify.annotations.NullMarked;
