/** What every module speaks: ids, events, problems, pages, time. */
@NullMarked
package com.paidhr.messenger.shared;

import org.jspecify.annotations.NullMarked;
