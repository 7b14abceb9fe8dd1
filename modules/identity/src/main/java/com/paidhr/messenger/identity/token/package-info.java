/** Access tokens: keys, signing, verification. */
@NullMarked
package com.paidhr.messenger.identity.token;

import org.jspecify.annotations.NullMarked;
