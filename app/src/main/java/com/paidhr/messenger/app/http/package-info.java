/** Numbers about requests. */
@NullMarked
package com.paidhr.messenger.app.http;

import org.jspecify.annotations.NullMarked;
