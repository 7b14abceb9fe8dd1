/** The door for the directory of an external issuer: SCIM 2.0 (RFC 7643 and 7644). */
@NullMarked
package com.paidhr.messenger.identity.scim;

import org.jspecify.annotations.NullMarked;
