/**
 * What strangers and members may send, and what it must not do: end the process, hold others up, or
 * run as a request.
 */
@NullMarked
package com.paidhr.messenger.app.attacks;

import org.jspecify.annotations.NullMarked;
