/** Virus scans by ClamAV's daemon. */
@NullMarked
package com.paidhr.messenger.media.clamd;

import org.jspecify.annotations.NullMarked;
