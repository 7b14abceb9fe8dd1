/** The HTTP face of identity. */
@NullMarked
package com.paidhr.messenger.identity.rest;

import org.jspecify.annotations.NullMarked;
