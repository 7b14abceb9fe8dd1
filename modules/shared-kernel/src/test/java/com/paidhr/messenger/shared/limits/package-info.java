@NullMarked
package com.paidhr.messenger.shared.limits;

import org.jspecify.annotations.NullMarked;
