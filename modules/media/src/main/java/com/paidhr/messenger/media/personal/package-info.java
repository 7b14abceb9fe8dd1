/** The files that a user uploaded, for the user to take away. */
@NullMarked
package com.paidhr.messenger.media.personal;

import org.jspecify.annotations.NullMarked;
