/** What one user or one address may ask of a node: turns at the processor, and rates. */
@NullMarked
package com.paidhr.messenger.shared.limits;

import org.jspecify.annotations.NullMarked;
