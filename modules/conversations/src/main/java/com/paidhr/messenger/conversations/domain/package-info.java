/** What a conversation is and what its rules are; pure, without I/O. */
@NullMarked
package com.paidhr.messenger.conversations.domain;

import org.jspecify.annotations.NullMarked;
