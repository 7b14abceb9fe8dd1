/** What tests of all modules share: real stores, fault injection, drivers. Never in production. */
@NullMarked
package com.paidhr.messenger.testsupport;

import org.jspecify.annotations.NullMarked;
