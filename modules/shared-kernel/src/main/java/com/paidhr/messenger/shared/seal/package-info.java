/** Seals secrets in the store with keys that the store does not have. */
@NullMarked
package com.paidhr.messenger.shared.seal;

import org.jspecify.annotations.NullMarked;
