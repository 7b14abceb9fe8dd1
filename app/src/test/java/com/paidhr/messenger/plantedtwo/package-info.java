/** Violations that the architecture tests plant. */
@NullMarked
package com.paidhr.messenger.plantedtwo;

import org.jspecify.annotations.NullMarked;
