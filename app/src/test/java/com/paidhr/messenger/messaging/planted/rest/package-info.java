/** Violations that the architecture tests plant. */
@NullMarked
package com.paidhr.messenger.messaging.planted.rest;

import org.jspecify.annotations.NullMarked;
