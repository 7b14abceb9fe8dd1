/** What administrators ask about the store. */
@NullMarked
package com.paidhr.messenger.app.consistency.rest;

import org.jspecify.annotations.NullMarked;
