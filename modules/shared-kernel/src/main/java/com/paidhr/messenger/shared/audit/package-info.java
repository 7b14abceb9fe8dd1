/** Who did what: one log for all modules, whose entries are chained so that a change shows. */
@NullMarked
package com.paidhr.messenger.shared.audit;

import org.jspecify.annotations.NullMarked;
