/** The audit log for those who may read it. */
@NullMarked
package com.paidhr.messenger.shared.audit.rest;

import org.jspecify.annotations.NullMarked;
