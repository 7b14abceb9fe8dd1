/** Replays a transcript through the public API, as a client that knows nothing of the inside. */
@NullMarked
package com.paidhr.messenger.app.transcript;

import org.jspecify.annotations.NullMarked;
