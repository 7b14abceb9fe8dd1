/** The module as the container wires it. */
@NullMarked
package com.paidhr.messenger.conversations;

import org.jspecify.annotations.NullMarked;
