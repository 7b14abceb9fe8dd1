/** Tests of the stores against a real document store. */
@NullMarked
package com.paidhr.messenger.conversations.mongo;

import org.jspecify.annotations.NullMarked;
