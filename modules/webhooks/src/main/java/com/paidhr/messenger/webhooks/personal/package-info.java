/** The webhooks of a user, for the user to take away. */
@NullMarked
package com.paidhr.messenger.webhooks.personal;

import org.jspecify.annotations.NullMarked;
