/** What attackers send, for tests in full and for the soak at a low rate. */
@NullMarked
package com.paidhr.messenger.testsupport.attacks;

import org.jspecify.annotations.NullMarked;
