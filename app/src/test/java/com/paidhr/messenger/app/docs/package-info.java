/** Keeps what is written about the program true. */
@NullMarked
package com.paidhr.messenger.app.docs;

import org.jspecify.annotations.NullMarked;
