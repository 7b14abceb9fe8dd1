/** Users, their credentials and sessions, and the rules for what they are made of. */
@NullMarked
package com.paidhr.messenger.identity.domain;

import org.jspecify.annotations.NullMarked;
