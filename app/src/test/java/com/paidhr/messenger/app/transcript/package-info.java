/** Tests of the import without a service. */
@NullMarked
package com.paidhr.messenger.app.transcript;

import org.jspecify.annotations.NullMarked;
