/** Tests of the package of the same name. */
@NullMarked
package com.paidhr.messenger.identity.application;

import org.jspecify.annotations.NullMarked;
