/** What can be done with users and sessions. */
@NullMarked
package com.paidhr.messenger.identity.application;

import org.jspecify.annotations.NullMarked;
