/** Numbers about the commands to the stores. */
@NullMarked
package com.paidhr.messenger.shared.metrics;

import org.jspecify.annotations.NullMarked;
