/** Black-box tests of the command line over the packaged application. */
@NullMarked
package com.paidhr.messenger.app;

import org.jspecify.annotations.NullMarked;
