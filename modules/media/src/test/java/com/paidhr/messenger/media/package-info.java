@NullMarked
package com.paidhr.messenger.media;

import org.jspecify.annotations.NullMarked;
