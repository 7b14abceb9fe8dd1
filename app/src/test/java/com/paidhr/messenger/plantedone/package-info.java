/** Violations that the architecture tests plant. */
@NullMarked
package com.paidhr.messenger.plantedone;

import org.jspecify.annotations.NullMarked;
