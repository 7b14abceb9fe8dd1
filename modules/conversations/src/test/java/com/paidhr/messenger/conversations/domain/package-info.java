/** Tests of the rules and the contracts of the stores. */
@NullMarked
package com.paidhr.messenger.conversations.domain;

import org.jspecify.annotations.NullMarked;
