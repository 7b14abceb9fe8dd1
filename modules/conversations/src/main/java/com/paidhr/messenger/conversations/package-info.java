/**
 * API of the conversations module: who may see and write what, the ports that the message log
 * implements, and the facts that other modules observe.
 */
@NullMarked
package com.paidhr.messenger.conversations;

import org.jspecify.annotations.NullMarked;
