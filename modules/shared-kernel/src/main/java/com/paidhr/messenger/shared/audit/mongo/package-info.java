/** The audit log as documents. */
@NullMarked
package com.paidhr.messenger.shared.audit.mongo;

import org.jspecify.annotations.NullMarked;
