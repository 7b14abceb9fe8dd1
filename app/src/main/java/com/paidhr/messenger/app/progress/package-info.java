/** How far a verb has come, drawn where the operator looks. */
@NullMarked
package com.paidhr.messenger.app.progress;

import org.jspecify.annotations.NullMarked;
