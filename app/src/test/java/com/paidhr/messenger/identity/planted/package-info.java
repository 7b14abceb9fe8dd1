/** Violations that the architecture tests plant. */
@NullMarked
package com.paidhr.messenger.identity.planted;

import org.jspecify.annotations.NullMarked;
