/** Tests of the use cases. */
@NullMarked
package com.paidhr.messenger.conversations.application;

import org.jspecify.annotations.NullMarked;
