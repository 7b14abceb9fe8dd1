/** Tests of the package of the same name. */
@NullMarked
package com.paidhr.messenger.identity.domain;

import org.jspecify.annotations.NullMarked;
