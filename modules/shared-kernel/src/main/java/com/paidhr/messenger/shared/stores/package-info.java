/** What is common to the stores, whichever driver speaks to them. */
@NullMarked
package com.paidhr.messenger.shared.stores;

import org.jspecify.annotations.NullMarked;
