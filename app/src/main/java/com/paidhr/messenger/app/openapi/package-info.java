/** The document at {@code /openapi}: what neither the annotations nor the static part can say. */
@NullMarked
package com.paidhr.messenger.app.openapi;

import org.jspecify.annotations.NullMarked;
