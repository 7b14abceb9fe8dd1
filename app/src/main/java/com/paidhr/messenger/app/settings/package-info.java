/** Checks all settings of all modules before the service listens. */
@NullMarked
package com.paidhr.messenger.app.settings;

import org.jspecify.annotations.NullMarked;
