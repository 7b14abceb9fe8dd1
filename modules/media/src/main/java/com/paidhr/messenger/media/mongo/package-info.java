/** Files in the GridFS bucket {@code media}. */
@NullMarked
package com.paidhr.messenger.media.mongo;

import org.jspecify.annotations.NullMarked;
