/** Identity's tests. */
@NullMarked
package com.paidhr.messenger.identity;

import org.jspecify.annotations.NullMarked;
