/** The program from outside, over HTTP. */
@NullMarked
package com.paidhr.messenger.app.acceptance;

import org.jspecify.annotations.NullMarked;
