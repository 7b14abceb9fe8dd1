/** The HTTP routes of messages. */
@NullMarked
package com.paidhr.messenger.messaging.rest;

import org.jspecify.annotations.NullMarked;
