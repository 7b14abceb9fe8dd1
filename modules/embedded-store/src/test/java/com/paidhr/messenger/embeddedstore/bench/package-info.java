/** Measurements, run by hand; see docs/embedded-store.md. */
@NullMarked
package com.paidhr.messenger.embeddedstore.bench;

import org.jspecify.annotations.NullMarked;
