@NullMarked
package com.paidhr.messenger.shared.stores;

import org.jspecify.annotations.NullMarked;
