/** Tests of the audit log. */
@NullMarked
package com.paidhr.messenger.shared.audit;

import org.jspecify.annotations.NullMarked;
