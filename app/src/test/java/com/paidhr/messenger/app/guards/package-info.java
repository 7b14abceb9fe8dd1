/** The guards around Redis, as the platform applies them. */
@NullMarked
package com.paidhr.messenger.app.guards;

import org.jspecify.annotations.NullMarked;
