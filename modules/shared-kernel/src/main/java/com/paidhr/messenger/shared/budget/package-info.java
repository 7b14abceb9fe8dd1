/** One accountant of the memory that requests hold. */
@NullMarked
package com.paidhr.messenger.shared.budget;

import org.jspecify.annotations.NullMarked;
