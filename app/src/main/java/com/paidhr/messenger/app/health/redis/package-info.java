/** Whether Redis answers. */
@NullMarked
package com.paidhr.messenger.app.health.redis;

import org.jspecify.annotations.NullMarked;
