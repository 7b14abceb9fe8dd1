/** What is kept of what a user wrote and read, for the user to take away. */
@NullMarked
package com.paidhr.messenger.messaging.personal;

import org.jspecify.annotations.NullMarked;
