/** Users, sessions and signing keys as documents. */
@NullMarked
package com.paidhr.messenger.identity.mongo;

import org.jspecify.annotations.NullMarked;
