/** What is kept of a user's account, for the user to take away. */
@NullMarked
package com.paidhr.messenger.identity.personal;

import org.jspecify.annotations.NullMarked;
