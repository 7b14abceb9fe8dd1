/** Stores and a log in memory, for fast tests. */
@NullMarked
package com.paidhr.messenger.conversations.memory;

import org.jspecify.annotations.NullMarked;
