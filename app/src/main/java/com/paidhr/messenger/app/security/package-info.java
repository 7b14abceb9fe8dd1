/** Plugs identity's tokens into the platform's security, which guards every resource. */
@NullMarked
package com.paidhr.messenger.app.security;

import org.jspecify.annotations.NullMarked;
