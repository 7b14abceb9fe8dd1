/** Conversations, memberships, invites and the audit trail as documents. */
@NullMarked
package com.paidhr.messenger.conversations.mongo;

import org.jspecify.annotations.NullMarked;
