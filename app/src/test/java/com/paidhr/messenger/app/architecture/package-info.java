/** The rules of the house, and the proof that each of them catches somebody. */
@NullMarked
package com.paidhr.messenger.app.architecture;

import org.jspecify.annotations.NullMarked;
