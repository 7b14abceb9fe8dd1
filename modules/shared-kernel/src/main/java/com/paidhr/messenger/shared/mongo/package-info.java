/** The one connection to the document store. */
@NullMarked
package com.paidhr.messenger.shared.mongo;

import org.jspecify.annotations.NullMarked;
