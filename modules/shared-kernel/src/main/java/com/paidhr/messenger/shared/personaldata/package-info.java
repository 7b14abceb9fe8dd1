/** What the modules keep of a user, for the user to take away. */
@NullMarked
package com.paidhr.messenger.shared.personaldata;

import org.jspecify.annotations.NullMarked;
