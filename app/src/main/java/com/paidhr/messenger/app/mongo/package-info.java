/** What the platform must know of the documents of all modules. */
@NullMarked
package com.paidhr.messenger.app.mongo;

import org.jspecify.annotations.NullMarked;
