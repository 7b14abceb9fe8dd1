@NullMarked
package com.paidhr.messenger.shared.redis;

import org.jspecify.annotations.NullMarked;
