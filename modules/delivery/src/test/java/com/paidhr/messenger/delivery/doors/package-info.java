@NullMarked
package com.paidhr.messenger.delivery.doors;

import org.jspecify.annotations.NullMarked;
