/** The HTTP edge that all resources share: caller, JSON, problem details, strict input. */
@NullMarked
package com.paidhr.messenger.shared.rest;

import org.jspecify.annotations.NullMarked;
