/** Tests of the demo without a service. */
@NullMarked
package com.paidhr.messenger.app.demo;

import org.jspecify.annotations.NullMarked;
