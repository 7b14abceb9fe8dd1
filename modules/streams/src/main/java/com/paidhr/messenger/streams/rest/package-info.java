/** Streams over plain requests: tickets and the long poll. */
@NullMarked
package com.paidhr.messenger.streams.rest;

import org.jspecify.annotations.NullMarked;
