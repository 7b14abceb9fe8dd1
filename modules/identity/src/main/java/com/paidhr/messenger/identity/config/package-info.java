/** What operators may set about identity. */
@NullMarked
package com.paidhr.messenger.identity.config;

import org.jspecify.annotations.NullMarked;
