@NullMarked
package com.paidhr.messenger.media.clamd;

import org.jspecify.annotations.NullMarked;
