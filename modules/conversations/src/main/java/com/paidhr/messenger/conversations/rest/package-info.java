/** Conversations over HTTP. */
@NullMarked
package com.paidhr.messenger.conversations.rest;

import org.jspecify.annotations.NullMarked;
