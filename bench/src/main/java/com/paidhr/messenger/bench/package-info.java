/** Measurements of the service and of its parts, for people to run and read; never in a build. */
@NullMarked
package com.paidhr.messenger.bench;

import org.jspecify.annotations.NullMarked;
