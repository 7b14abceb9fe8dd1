/** What is kept of a user's memberships and blocks, for the user to take away. */
@NullMarked
package com.paidhr.messenger.conversations.personal;

import org.jspecify.annotations.NullMarked;
