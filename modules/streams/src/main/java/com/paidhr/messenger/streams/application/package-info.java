/** The hub that reads inboxes for those who are connected, and what it hands to them. */
@NullMarked
package com.paidhr.messenger.streams.application;

import org.jspecify.annotations.NullMarked;
