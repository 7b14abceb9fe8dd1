/** Tests of the package of the same name. */
@NullMarked
package com.paidhr.messenger.identity.token;

import org.jspecify.annotations.NullMarked;
