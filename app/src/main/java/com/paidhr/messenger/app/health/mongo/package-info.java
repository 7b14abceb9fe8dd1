/** Whether MongoDB answers. */
@NullMarked
package com.paidhr.messenger.app.health.mongo;

import org.jspecify.annotations.NullMarked;
