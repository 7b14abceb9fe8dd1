/**
 * Tells inboxes of what changes behind the messages: edits, reactions, statuses, reads,
 * conversations and members. Each change is marked in its own document until it is told.
 */
@NullMarked
package com.paidhr.messenger.delivery.changes;

import org.jspecify.annotations.NullMarked;
