/** What a stream says, and how much of it. */
@NullMarked
package com.paidhr.messenger.streams.domain;

import org.jspecify.annotations.NullMarked;
